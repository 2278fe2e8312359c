package org.labthings.http.internal.server;

import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Runs a handler that may block on the server's pool, while the tree above stays non-blocking; the
 * handler may come and go. What has no unambiguous path does not reach it: servlets disagree on
 * what such a path means, and that is how doors are left open.
 */
final class BlockingDispatch extends Handler.Abstract {
    private volatile Handler next;

    BlockingDispatch() {
        super(InvocationType.NON_BLOCKING);
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
        try {
            getServer().getThreadPool().execute(() -> run(handler, request, response, callback));
        } catch (RejectedExecutionException e) {
            Response.writeError(request, response, callback, 503);
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
