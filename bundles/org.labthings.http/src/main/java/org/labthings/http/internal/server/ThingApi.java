package org.labthings.http.internal.server;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.api.HttpError;
import org.labthings.core.BusyException;
import org.labthings.http.internal.exchange.Cors;
import org.labthings.http.internal.guard.Gate;
import org.labthings.http.internal.guard.Heads;
import org.labthings.http.internal.meter.RequestMeters;
import org.labthings.http.internal.observe.Observations;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.reply.Refusal;
import org.labthings.http.internal.reply.StandardFields;
import org.labthings.http.internal.route.Resource;
import org.labthings.http.internal.route.Route;
import org.labthings.http.internal.route.RouteTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything under the paths of Things. Called on selector threads; looks a path up in the present
 * table and lets its route answer. Takes no lock.
 */
final class ThingApi implements Gate.Api {
    private static final Logger LOG = LoggerFactory.getLogger(ThingApi.class);

    private final Cors cors;
    private final RequestMeters meters;
    private volatile RouteTable table = RouteTable.EMPTY;

    ThingApi(Cors cors, RequestMeters meters) {
        this.cors = cors;
        this.meters = meters;
    }

    /** Answers by another table from the next request on. */
    void swap(RouteTable next) {
        table = next;
    }

    @Override
    public boolean handle(Request request, Heads heads, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        Resource resource = path == null ? null : table.find(path);
        if (resource == null) {
            return false;
        }
        response.getHeaders().add(StandardFields.VARY_ORIGIN);
        if (heads.origin() != null) {
            cors.decorate(heads.origin(), response);
        }
        Route route = resource.route(method(request, heads));
        Callback measured = meters.begin(route, response, callback);
        try {
            route.handle(request, response, measured);
        } catch (HttpError | BusyException e) { // a route's way to say no
            ErrorReply.write(request, response, measured, e, ErrorReply.Source.WIRE);
        } catch (HttpException.RuntimeException | HttpException.IllegalArgumentException e) {
            // Jetty's way to say that the request is malformed, such as half a handshake.
            HttpException said = (HttpException) e;
            Refusal refusal = new Refusal(said.getCode(), said.getReason());
            ErrorReply.write(request, response, measured, refusal, ErrorReply.Source.WIRE);
        } catch (Exception | Error e) {
            LOG.error("{} {} failed: {}", request.getMethod(), path, e.toString(), e);
            ErrorReply.write(request, response, measured, e, ErrorReply.Source.WIRE);
        }
        return true;
    }

    private static String method(Request request, Heads heads) {
        String method = request.getMethod();
        if (heads.socket()) {
            return Resource.WEBSOCKET;
        }
        return heads.events() && "GET".equals(method) && Observations.wantsEvents(request)
                ? Resource.EVENTS
                : method;
    }
}
