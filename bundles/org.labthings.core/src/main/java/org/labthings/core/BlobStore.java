package org.labthings.core;

import java.util.Optional;
import java.util.UUID;
import org.labthings.api.Blob;
import org.osgi.annotation.versioning.ProviderType;

/** Blobs that clients hold links to, as long as something in the server refers to them. */
@ProviderType
public interface BlobStore {
    /** Makes a blob downloadable; holds it weakly. */
    void register(Blob blob);

    /** A live blob. */
    Optional<Blob> find(UUID id);
}
