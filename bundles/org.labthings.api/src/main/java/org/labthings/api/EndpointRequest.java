package org.labthings.api;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The request that an {@link Endpoint} method answers. Valid until the method returns. */
@ProviderType
public interface EndpointRequest {
    /** GET, POST, PUT or DELETE. */
    String method();

    /** The path as requested, decoded. */
    String path();

    /** Query parameters, decoded, in order. */
    Map<String, List<String>> query();

    /** The first value of a header, or null; names are case-insensitive. */
    String header(String name);

    /** The body; reading it blocks. At most the server's configured body size. */
    InputStream body();
}
