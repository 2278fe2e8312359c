package org.labthings.http.internal.server;

import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.http.internal.guard.Needs;
import org.labthings.http.internal.guard.SignedIn;
import org.labthings.http.internal.guard.TimedBody;
import org.labthings.http.internal.meter.RequestMeters;
import org.labthings.http.internal.reply.Reply;

/**
 * Runs a handler that may block on the server's pool, while the tree above stays non-blocking; the
 * handler may come and go. What has no unambiguous path does not reach it: servlets disagree on
 * what such a path means, and that is how doors are left open.
 */
final class BlockingDispatch extends Handler.Abstract {
    private final Limits limits;
    private final RequestMeters meters;
    private volatile Handler next;

    BlockingDispatch(Limits limits, RequestMeters meters) {
        super(InvocationType.NON_BLOCKING);
        this.limits = limits;
        this.meters = meters;
    }

    /** Puts a handler in. Not through Handler.Wrapper: that refuses once the server runs. */
    void plug(Handler handler) throws Exception {
        handler.setServer(getServer());
        addBean(handler, true);
        if (isStarted() && !handler.isStarted()) {
            handler.start();
        }
        next = handler;
    }

    /** Takes the handler out, if there is one. */
    void unplug() throws Exception {
        Handler handler = next;
        next = null;
        if (handler != null) {
            handler.stop();
            removeBean(handler);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Handler handler = next;
        if (handler == null || !isPlain(request)) {
            return false;
        }
        Callback measured = meters.beginServlet(response, callback);
        long most =
                Needs.isSystem(request.getHttpURI().getCanonicalPath())
                        ? limits.maxUploadSize()
                        : limits.maxBodySize();
        if (request.getLength() > most) {
            String detail = "The request body is larger than the " + most + " bytes allowed";
            Reply.detail(request, response, measured, 413, detail);
            return true;
        }
        SignedIn.complete(request);
        Request limited = TimedBody.limited(request, limits.body(), most);
        try {
            getServer().getThreadPool().execute(() -> run(handler, limited, response, measured));
        } catch (RejectedExecutionException e) {
            Response.writeError(request, response, measured, 503);
        }
        return true;
    }

    private static boolean isPlain(Request request) {
        String path = request.getHttpURI().getCanonicalPath();
        return path != null && path.startsWith("/") && !request.getHttpURI().hasViolations();
    }

    private static void run(
            Handler handler, Request request, Response response, Callback callback) {
        try {
            if (!handler.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Exception | Error e) {
            Response.writeError(request, response, callback, e);
        }
    }
}
