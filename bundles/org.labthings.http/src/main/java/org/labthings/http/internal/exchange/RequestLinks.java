package org.labthings.http.internal.exchange;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.labthings.api.Blob;
import org.labthings.core.BlobStore;
import org.labthings.schema.BlobLinks;

/** Links to blobs as the client of one request reaches them. */
public final class RequestLinks implements BlobLinks {
    private final BlobStore blobs;
    private final String folder;

    /**
     * Links for one request.
     *
     * @param baseUrl {@link BaseUrl} of the request
     * @param prefix the server's path prefix
     */
    public RequestLinks(BlobStore blobs, String baseUrl, String prefix) {
        this.blobs = blobs;
        this.folder = baseUrl + prefix + "/blob/";
    }

    @Override
    public String href(Blob blob) {
        Optional<URI> remote = blob.remote();
        if (remote.isPresent()) {
            return remote.get().toString();
        }
        blobs.register(blob);
        return folder + blob.id();
    }

    @Override
    public Optional<Blob> find(UUID id) {
        return blobs.find(id);
    }
}
