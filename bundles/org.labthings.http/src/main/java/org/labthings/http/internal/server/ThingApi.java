package org.labthings.http.internal.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.api.HttpError;
import org.labthings.core.BusyException;
import org.labthings.http.internal.exchange.Cors;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.reply.StandardFields;
import org.labthings.http.internal.route.Resource;
import org.labthings.http.internal.route.RouteTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything under the paths of Things. Called on selector threads; looks a path up in the present
 * table and lets its route answer. Takes no lock.
 */
final class ThingApi extends Handler.Abstract.NonBlocking {
    private static final Logger LOG = LoggerFactory.getLogger(ThingApi.class);

    private final Cors cors;
    private volatile RouteTable table = RouteTable.EMPTY;

    ThingApi(Cors cors) {
        this.cors = cors;
    }

    /** Answers by another table from the next request on. */
    void swap(RouteTable next) {
        table = next;
    }

    private static String method(Request request) {
        String upgrade = request.getHeaders().get(HttpHeader.UPGRADE);
        return upgrade != null && upgrade.equalsIgnoreCase("websocket")
                ? Resource.WEBSOCKET
                : request.getMethod();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        Resource resource = path == null ? null : table.find(path);
        if (resource == null) {
            return false;
        }
        response.getHeaders().add(StandardFields.VARY_ORIGIN);
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null) {
            cors.decorate(origin, response);
            if (Cors.isPreflight(request)) {
                cors.preflight(request, response, callback);
                return true;
            }
        }
        try {
            resource.route(method(request)).handle(request, response, callback);
        } catch (HttpError | BusyException e) { // a route's way to say no
            ErrorReply.write(request, response, callback, e, ErrorReply.Source.WIRE);
        } catch (Exception | Error e) {
            LOG.error("{} {} failed: {}", request.getMethod(), path, e.toString(), e);
            ErrorReply.write(request, response, callback, e, ErrorReply.Source.WIRE);
        }
        return true;
    }
}
