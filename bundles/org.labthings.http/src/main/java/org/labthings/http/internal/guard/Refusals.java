package org.labthings.http.internal.guard;

import java.time.Duration;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.core.Problem;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.reply.StandardFields;

/** What the gate says to those who do not come in: problem details (RFC 9457). */
final class Refusals {
    private static final HttpField BASIC =
            new PreEncodedHttpField(
                    HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"LabThings\", charset=\"UTF-8\"");
    private static final HttpField BEARER =
            new PreEncodedHttpField(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"LabThings\"");

    private Refusals() {}

    /** Nobody has logged in, or with wrong credentials. */
    static void unauthorized(Request request, Response response, Callback callback, String detail) {
        response.getHeaders().add(BASIC).add(BEARER);
        problem(request, response, callback, 401, "Unauthorized", detail);
    }

    /** That is not for the caller. */
    static void forbidden(Request request, Response response, Callback callback, String detail) {
        problem(request, response, callback, 403, "Forbidden", detail);
    }

    /** Not now. */
    static void later(
            Request request,
            Response response,
            Callback callback,
            int status,
            String detail,
            Duration wait) {
        if (wait != null) {
            Reply.retryAfter(response, wait);
        }
        problem(request, response, callback, status, "Too Many Requests", detail);
    }

    private static void problem(
            Request request,
            Response response,
            Callback callback,
            int status,
            String title,
            String detail) {
        Problem problem = new Problem(detail, null, status, title);
        Reply.error(
                request,
                response,
                callback,
                status,
                StandardFields.PROBLEM_JSON,
                out -> {
                    out.writeStartObject();
                    Reply.members(out, problem);
                    out.writeEndObject();
                });
    }
}
