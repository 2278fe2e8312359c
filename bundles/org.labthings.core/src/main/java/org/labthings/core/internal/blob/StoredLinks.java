package org.labthings.core.internal.blob;

import java.util.Optional;
import java.util.UUID;
import org.labthings.api.Blob;
import org.labthings.core.BlobStore;
import org.labthings.schema.BlobLinks;

/** Links outside of any request: path-absolute. For notifications and settings files. */
public record StoredLinks(BlobStore store, String apiPrefix) implements BlobLinks {
    @Override
    public String href(Blob blob) {
        if (blob.remote().isPresent()) {
            return blob.remote().get().toString();
        }
        store.register(blob);
        return apiPrefix + "/blob/" + blob.id();
    }

    @Override
    public Optional<Blob> find(UUID id) {
        return store.find(id);
    }
}
