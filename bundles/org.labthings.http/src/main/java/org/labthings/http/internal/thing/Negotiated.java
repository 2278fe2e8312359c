package org.labthings.http.internal.thing;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.http.internal.observe.Observations;
import org.labthings.http.internal.route.Route;

/** A resource that can be read, or observed by who asks for an event stream. */
final class Negotiated implements Route {
    private final Route read;
    private final Route events;

    Negotiated(Route read, Route events) {
        this.read = read;
        this.events = events;
    }

    @Override
    public void handle(Request request, Response response, Callback callback) throws Exception {
        String accept = request.getHeaders().get(HttpHeader.ACCEPT);
        boolean mayWant = accept != null && accept.contains("text/event-stream");
        if (mayWant && Observations.wantsEvents(request)) {
            events.handle(request, response, callback);
        } else {
            read.handle(request, response, callback);
        }
    }
}
