package org.labthings.http.internal.server;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.api.HttpError;
import org.labthings.core.BusyException;
import org.labthings.http.internal.exchange.Cors;
import org.labthings.http.internal.observe.Observations;
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

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        Resource resource = path == null ? null : table.find(path);
        if (resource == null) {
            return false;
        }
        response.getHeaders().add(StandardFields.VARY_ORIGIN);
        String method = request.getMethod();
        String origin = null;
        for (HttpField field : request.getHeaders()) { // once for all that may change the answer
            HttpHeader header = field.getHeader();
            if (header == HttpHeader.ORIGIN) {
                origin = field.getValue();
            } else if (header == HttpHeader.UPGRADE) {
                method = isSocket(field) ? Resource.WEBSOCKET : method;
            } else if (header == HttpHeader.ACCEPT) {
                method = wantsEvents(method, field, request) ? Resource.EVENTS : method;
            }
        }
        if (origin != null) {
            cors.decorate(origin, response);
            if (Cors.isPreflight(request)) {
                cors.preflight(request, response, callback);
                return true;
            }
        }
        try {
            resource.route(method).handle(request, response, callback);
        } catch (HttpError | BusyException e) { // a route's way to say no
            ErrorReply.write(request, response, callback, e, ErrorReply.Source.WIRE);
        } catch (Exception | Error e) {
            LOG.error("{} {} failed: {}", request.getMethod(), path, e.toString(), e);
            ErrorReply.write(request, response, callback, e, ErrorReply.Source.WIRE);
        }
        return true;
    }

    private static boolean isSocket(HttpField upgrade) {
        return "websocket".equalsIgnoreCase(upgrade.getValue());
    }

    private static boolean wantsEvents(String method, HttpField accept, Request request) {
        String value = accept.getValue();
        return value != null
                && value.contains("text/event-stream")
                && "GET".equals(method)
                && Observations.wantsEvents(request);
    }
}
