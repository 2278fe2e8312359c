package org.labthings.http.internal.meter;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.http.internal.route.Route;

/** A route that knows where its answers are counted. */
record MeteredRoute(Route route, RouteMeter meter) implements Route {
    @Override
    public void handle(Request request, Response response, Callback callback) throws Exception {
        route.handle(request, response, callback);
    }
}
