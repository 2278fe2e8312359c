package org.labthings.http.internal.observe;

import java.util.Optional;
import java.util.UUID;
import org.labthings.api.Blob;
import org.labthings.core.BlobStore;
import org.labthings.schema.BlobLinks;

/** Path-absolute links, as notifications have them: they are made for all observers at once. */
record StoredLinks(BlobStore store, String prefix) implements BlobLinks {
    @Override
    public String href(Blob blob) {
        if (blob.remote().isPresent()) {
            return blob.remote().get().toString();
        }
        store.register(blob);
        return prefix + "/blob/" + blob.id();
    }

    @Override
    public Optional<Blob> find(UUID id) {
        return store.find(id);
    }
}
