package org.labthings.schema.internal;

import java.util.Optional;
import java.util.UUID;
import org.labthings.api.Blob;
import org.labthings.schema.BlobLinks;

/** Where no request is at hand: nothing is found, nothing can be linked. */
enum NoBlobLinks implements BlobLinks {
    INSTANCE;

    @Override
    public String href(Blob blob) {
        return "blob/" + blob.id();
    }

    @Override
    public Optional<Blob> find(UUID id) {
        return Optional.empty();
    }
}
