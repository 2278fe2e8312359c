package org.labthings.schema;

import java.util.Optional;
import java.util.UUID;
import org.labthings.api.Blob;

/** Turns blobs into links for the request at hand, and links back into blobs. */
public interface BlobLinks {
    /** Absolute download URL of a blob, which from now on can be downloaded; a remote one's own. */
    String href(Blob blob);

    /** The live blob of this server with that identity. */
    Optional<Blob> find(UUID id);
}
