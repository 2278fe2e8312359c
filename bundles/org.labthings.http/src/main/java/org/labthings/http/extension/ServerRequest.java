package org.labthings.http.extension;

import java.util.Map;
import org.labthings.api.EndpointRequest;
import org.labthings.schema.BlobLinks;
import org.osgi.annotation.versioning.ProviderType;

/** The request that a {@link ServerRoute} answers. Valid until its handler returns. */
@ProviderType
public interface ServerRequest extends EndpointRequest {
    /** Values of the open parts of the path, decoded. */
    Map<String, String> parameters();

    /** Where this client reaches the server: {@code http://host:port}, no slash at the end. */
    String baseUrl();

    /** Links to blobs as this client reaches them. */
    BlobLinks links();

    /**
     * Whether the caller may do what only administrators may: has the role, or nobody has to log
     * in. Either answer becomes a line of {@code audit.log}: ask just before it is done.
     *
     * @param what is asked for, such as {@code system.reboot}
     */
    boolean mayAdminister(String what);
}
