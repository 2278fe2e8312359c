package org.labthings.openflexure.internal.legacy;

import java.util.Optional;
import java.util.UUID;
import org.labthings.api.Blob;
import org.labthings.schema.BlobLinks;

/** For values without blobs, where there is no request that links could be made for. */
final class NoLinks implements BlobLinks {
    static final BlobLinks INSTANCE = new NoLinks();

    private NoLinks() {}

    @Override
    public String href(Blob blob) {
        throw new IllegalStateException("There is no request to make a link to " + blob + " for");
    }

    @Override
    public Optional<Blob> find(UUID id) {
        return Optional.empty();
    }
}
