package org.labthings.http.internal.server;

import org.eclipse.jetty.ee11.servlet.ErrorHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.http.internal.reply.JsonErrors;

/**
 * Errors of the servlet world: where no servlet is, the wire's own answer, so that nobody can tell
 * whether a bridge is plugged in; else JSON without a stack trace.
 */
final class ServletErrors extends ErrorHandler {
    private final Handler notFound;
    private final JsonErrors others = new JsonErrors();

    /** Answers what no servlet does. */
    interface Handler extends Request.Handler {}

    ServletErrors(Handler notFound) {
        this.notFound = notFound;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return response.getStatus() == 404
                ? notFound.handle(request, response, callback)
                : others.handle(request, response, callback);
    }
}
