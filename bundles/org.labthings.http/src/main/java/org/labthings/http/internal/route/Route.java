package org.labthings.http.internal.route;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What answers one method of one path: compiled when the Things change, called for each request.
 *
 * <p>Called on a selector thread: it must not block, and runs driver code only on an executor. The
 * headers that every answer has ({@code Vary}, and CORS where the request has an Origin) are there
 * already. Like a Jetty handler that has accepted a request it must complete the callback exactly
 * once, now or later, or throw before it has touched the response.
 */
@FunctionalInterface
public interface Route {
    /**
     * Answers a request.
     *
     * @throws Exception which becomes an error answer by the rules of the wire
     */
    void handle(Request request, Response response, Callback callback) throws Exception;
}
