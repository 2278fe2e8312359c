package org.labthings.http.extension;

import org.labthings.api.EndpointResponse;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One method of one path.
 *
 * @param method GET, PUT, POST or DELETE; HEAD is answered by GET without its body
 * @param path from the root, not below the server's prefix; {@code {name}} stands for one or more
 *     characters without a slash, {@code {name:path}} for any. A request whose path differs in a
 *     slash at its end only is redirected
 * @param handler answers
 */
public record ServerRoute(String method, String path, Handler handler) {
    /** Answers requests. */
    @FunctionalInterface
    @ConsumerType
    public interface Handler {
        /**
         * Answers a request, as an endpoint of a Thing does. Called on a worker, several at a time;
         * may block.
         *
         * @throws Exception {@link org.labthings.api.HttpError} for a status and a text; anything
         *     else becomes a 500
         */
        EndpointResponse answer(ServerRequest request) throws Exception;
    }

    /** A GET. */
    public static ServerRoute get(String path, Handler handler) {
        return new ServerRoute("GET", path, handler);
    }
}
