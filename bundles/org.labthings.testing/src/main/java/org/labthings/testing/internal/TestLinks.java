package org.labthings.testing.internal;

import java.util.Optional;
import java.util.UUID;
import org.labthings.api.Blob;
import org.labthings.core.BlobStore;
import org.labthings.schema.BlobLinks;

/**
 * Links outside of any request, as LabThings' {@code use_dummy_url_for} makes them: the blob is
 * registered as if it had been sent, but nothing can be downloaded by the link.
 */
public record TestLinks(BlobStore store) implements BlobLinks {
    @Override
    public String href(Blob blob) {
        if (blob.remote().isPresent()) {
            return blob.remote().get().toString();
        }
        store.register(blob);
        return "urlfor://blob/" + blob.id();
    }

    @Override
    public Optional<Blob> find(UUID id) {
        return store.find(id);
    }
}
