package org.labthings.http.internal.reply;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Jetty's own errors as JSON: requests that are no HTTP, and what nobody expected. A reason for
 * what the client did wrong, never one for what went wrong in here.
 */
public final class JsonErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status =
                request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer i
                        ? i
                        : response.getStatus();
        if (status < 400) {
            status = HttpStatus.INTERNAL_SERVER_ERROR_500;
        }
        if (status == HttpStatus.NOT_IMPLEMENTED_501
                || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505) {
            status = HttpStatus.BAD_REQUEST_400; // the client's doing: nothing is wrong with us
        }
        response.getHeaders().put(StandardFields.VARY_ORIGIN);
        Reply.detail(request, response, callback, status, detail(request, status));
        return true;
    }

    private static String detail(Request request, int status) {
        String usual = HttpStatus.getMessage(status);
        if (status < 500
                && request.getAttribute(ErrorHandler.ERROR_MESSAGE) instanceof String message
                && !message.isBlank()
                && !message.equals(usual)) {
            return usual + ": " + message;
        }
        return usual;
    }
}
