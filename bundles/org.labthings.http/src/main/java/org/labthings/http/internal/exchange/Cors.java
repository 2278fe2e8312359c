package org.labthings.http.internal.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
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
    private static final String ANY = "*";
    private static final HttpField ALLOW_ANY =
            new PreEncodedHttpField(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
    private static final HttpField MAX_AGE =
            new PreEncodedHttpField(HttpHeader.ACCESS_CONTROL_MAX_AGE, "600");

    private final Policy policy;

    /** Answers by a policy. */
    public Cors(Policy policy) {
        this.policy = policy;
    }

    /** How welcome pages of an origin are. */
    public enum Welcome {
        /** They may only look, and browsers do not let them see. */
        NO,
        /** They may use what needs no password, or a token that they have. */
        WITHOUT_CREDENTIALS,
        /** As pages of this server. */
        FULL
    }

    /** Says which origins are welcome. Called for each request that has an origin. */
    @FunctionalInterface
    public interface Policy {
        /**
         * These origins; {@code *} among them stands for all others, without credentials: a browser
         * would send those of its user for any page.
         *
         * @param origins lower case; asked for each request
         */
        static Policy of(Supplier<Set<String>> origins) {
            return origin -> {
                Set<String> allowed = origins.get();
                if (allowed.contains(origin.toLowerCase(Locale.ROOT))) {
                    return Welcome.FULL;
                }
                return allowed.contains(ANY) ? Welcome.WITHOUT_CREDENTIALS : Welcome.NO;
            };
        }

        /** How welcome pages of this origin are. */
        Welcome welcome(String origin);
    }

    /** How welcome pages of this origin are. */
    public Welcome welcome(String origin) {
        return policy.welcome(origin);
    }

    /**
     * Adds what a browser wants to know to an answer that is still open.
     *
     * @param origin the request's {@code Origin}
     */
    public void decorate(String origin, Response response) {
        Welcome welcome = policy.welcome(origin);
        HttpFields.Mutable headers = response.getHeaders();
        if (welcome == Welcome.FULL) {
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.put(ALLOW_CREDENTIALS);
        } else if (welcome == Welcome.WITHOUT_CREDENTIALS) {
            headers.put(ALLOW_ANY);
        }
    }

    /** Whether a request only asks whether another one would be allowed. */
    public static boolean isPreflight(Request request) {
        return "OPTIONS".equals(request.getMethod())
                && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /**
     * Answers a preflight request, which is already decorated. Who is not welcome is told nothing,
     * which browsers understand.
     */
    public void preflight(Request request, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        String method = request.getHeaders().get(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
        if (policy.welcome(request.getHeaders().get(HttpHeader.ORIGIN)) != Welcome.NO) {
            headers.put(ALLOW_METHODS);
            headers.put(MAX_AGE);
            String wanted = request.getHeaders().get(HttpHeader.ACCESS_CONTROL_REQUEST_HEADERS);
            if (wanted != null) {
                headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
            }
        }
        if (METHODS.contains(method)) {
            Reply.text(response, callback, 200, "OK");
        } else {
            Reply.text(response, callback, 400, "Disallowed CORS method");
        }
    }
}
