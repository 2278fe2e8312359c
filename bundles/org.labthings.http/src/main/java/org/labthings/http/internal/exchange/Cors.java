package org.labthings.http.internal.exchange;

import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.http.internal.reply.Reply;

/** Which foreign web pages may use the Things, told to browsers (LabThings specification 1.18). */
public final class Cors {
    private static final List<String> METHODS =
            List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY");
    private static final HttpField ALLOW_METHODS =
            new PreEncodedHttpField(
                    HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", METHODS));
    private static final HttpField ALLOW_CREDENTIALS =
            new PreEncodedHttpField(HttpHeader.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    private static final HttpField MAX_AGE =
            new PreEncodedHttpField(HttpHeader.ACCESS_CONTROL_MAX_AGE, "600");

    private final Policy policy;

    /** Answers by a policy. */
    public Cors(Policy policy) {
        this.policy = policy;
    }

    /** Says which origins are welcome. Called for each request that has an origin. */
    @FunctionalInterface
    public interface Policy {
        /** As the reference: every page may do everything, with credentials. */
        Policy ANY = origin -> true;

        /** Only these origins. */
        static Policy of(List<String> origins) {
            List<String> allowed = origins.stream().map(o -> o.toLowerCase(Locale.ROOT)).toList();
            return origin -> allowed.contains(origin.toLowerCase(Locale.ROOT));
        }

        /** Whether pages of this origin may use the server. */
        boolean allows(String origin);
    }

    /**
     * Adds what a browser wants to know to an answer that is still open.
     *
     * @param origin the request's {@code Origin}
     */
    public void decorate(String origin, Response response) {
        if (policy.allows(origin)) {
            HttpFields.Mutable headers = response.getHeaders();
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.put(ALLOW_CREDENTIALS);
        }
    }

    /** Whether a request only asks whether another one would be allowed. */
    public static boolean isPreflight(Request request) {
        return "OPTIONS".equals(request.getMethod())
                && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** Answers a preflight request, which is already decorated. */
    public void preflight(Request request, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(ALLOW_METHODS);
        headers.put(MAX_AGE);
        String wanted = request.getHeaders().get(HttpHeader.ACCESS_CONTROL_REQUEST_HEADERS);
        if (wanted != null) {
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
        }
        String method = request.getHeaders().get(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (!policy.allows(origin)) {
            Reply.text(response, callback, 400, "Disallowed CORS origin");
        } else if (!METHODS.contains(method)) {
            Reply.text(response, callback, 400, "Disallowed CORS method");
        } else {
            Reply.text(response, callback, 200, "OK");
        }
    }
}
