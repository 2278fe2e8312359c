package org.labthings.api;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The request that an {@link Endpoint} method answers. Valid until the method returns. */
@ProviderType
public interface EndpointRequest {
    /** {@return GET, POST, PUT or DELETE; GET for HEAD as well} */
    String method();

    /** {@return the whole path as requested, with the API prefix, decoded} */
    String path();

    /**
     * {@return query parameters, decoded, in order; unmodifiable} One without a value has the empty
     * string.
     */
    Map<String, List<String>> query();

    /**
     * A header of the request.
     *
     * @param name in any case
     * @return its first value, or null
     */
    String header(String name);

    /**
     * The body, which has arrived already: reading it does not block. At most the server's
     * configured body size; what is longer is answered 413 before the method is called.
     *
     * @return a new stream from its beginning; empty without a body
     */
    InputStream body();
}
