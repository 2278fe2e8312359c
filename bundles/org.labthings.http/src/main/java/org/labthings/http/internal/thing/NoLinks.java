package org.labthings.http.internal.thing;

import java.util.Optional;
import java.util.UUID;
import org.labthings.api.Blob;
import org.labthings.schema.BlobLinks;

/** Links for values that cannot have any: saves an object for each request. */
final class NoLinks implements BlobLinks {
    static final BlobLinks INSTANCE = new NoLinks();

    private NoLinks() {}

    @Override
    public String href(Blob blob) {
        throw new IllegalStateException("A type without blobs was given " + blob);
    }

    @Override
    public Optional<Blob> find(UUID id) {
        return Optional.empty();
    }
}
