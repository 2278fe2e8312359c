package org.labthings.http.internal.reply;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.core.Problem;
import org.labthings.schema.Json;

/** Answers that are complete in memory. From any thread; none blocks. */
public final class Reply {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private Reply() {}

    /** JSON with status 200; the hot path. */
    public static void json(Response response, Callback callback, byte[] body) {
        response.getHeaders().add(StandardFields.JSON);
        SlicedWrite.all(response, body, callback);
    }

    /** JSON with another status. */
    public static void json(Response response, Callback callback, int status, byte[] body) {
        response.setStatus(status);
        json(response, callback, body);
    }

    /** The JSON text {@code null}: what writing, resetting and cancelling answer. */
    public static void jsonNull(Response response, Callback callback, int status) {
        json(response, callback, status, NULL);
    }

    /** A status without a body. */
    public static void empty(Response response, Callback callback, int status) {
        response.setStatus(status);
        response.write(true, null, callback);
    }

    /** A few words as plain text. */
    public static void text(Response response, Callback callback, int status, String text) {
        response.setStatus(status);
        response.getHeaders().add(StandardFields.PLAIN_TEXT);
        response.write(true, StandardCharsets.UTF_8.encode(text), callback);
    }

    /** An error of the wire itself: {@code {"detail": detail}} (specification 1.6, form A). */
    public static void detail(
            Request request, Response response, Callback callback, int status, String detail) {
        error(
                request,
                response,
                callback,
                status,
                out -> {
                    out.writeStartObject();
                    out.writeStringField("detail", detail);
                    out.writeEndObject();
                });
    }

    /** What an exception of a driver is told as (specification 1.6.1, form C). */
    public static void problem(
            Request request, Response response, Callback callback, Problem problem) {
        error(
                request,
                response,
                callback,
                problem.status(),
                out -> {
                    out.writeStartObject();
                    members(out, problem);
                    out.writeEndObject();
                });
    }

    /**
     * The members of problem details, in their order.
     *
     * @throws IOException as the generator
     */
    public static void members(JsonGenerator out, Problem problem) throws IOException {
        out.writeStringField("detail", problem.detail());
        out.writeStringField("type", problem.type());
        out.writeNumberField("status", problem.status());
        out.writeStringField("title", problem.title());
        out.writeNullField("instance");
    }

    /** An error with a JSON body of its own. */
    public static void error(
            Request request, Response response, Callback callback, int status, Json.Body body) {
        error(request, response, callback, status, StandardFields.JSON, body);
    }

    /** The same with a media type of its own. */
    public static void error(
            Request request,
            Response response,
            Callback callback,
            int status,
            HttpField type,
            Json.Body body) {
        byte[] bytes;
        try {
            bytes = Json.bytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException("An error body is plain data", e);
        }
        discardBody(request);
        response.setStatus(status);
        response.getHeaders().add(type);
        SlicedWrite.all(response, bytes, callback);
    }

    /** Lets a client know when to try again. */
    public static void retryAfter(Response response, Duration delay) {
        long seconds = Math.max(1, (delay.toMillis() + 999) / 1000);
        response.getHeaders().put(new HttpField(HttpHeader.RETRY_AFTER, Long.toString(seconds)));
    }

    /**
     * Takes what has arrived of a body that nobody reads, so that the connection can be used again;
     * when more is to come, the answer says that the connection closes.
     */
    private static void discardBody(Request request) {
        request.consumeAvailable();
    }
}
