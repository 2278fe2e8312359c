package org.labthings.http.internal.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.http.internal.exchange.Cors;
import org.labthings.http.internal.meter.RequestMeters;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.reply.StandardFields;

/** The end of the line: nothing is at this path, said in the words of LabThings. */
final class NotFound extends Handler.Abstract.NonBlocking {
    private final Cors cors;
    private final RequestMeters meters;

    NotFound(Cors cors, RequestMeters meters) {
        this.cors = cors;
        this.meters = meters;
    }

    @Override
    public boolean handle(Request request, Response response, Callback done) {
        Callback callback = meters.beginNothing(response, done);
        response.getHeaders().put(StandardFields.VARY_ORIGIN);
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null) {
            cors.decorate(origin, response);
            if (Cors.isPreflight(request)) {
                cors.preflight(request, response, callback);
                return true;
            }
        }
        String upgrade = request.getHeaders().get(HttpHeader.UPGRADE);
        if ("websocket".equalsIgnoreCase(upgrade)) {
            Reply.detail(request, response, callback, 403, "No WebSocket is served here");
        } else {
            Reply.detail(request, response, callback, 404, "Not Found");
        }
        return true;
    }
}
