package org.labthings.http.internal.reply;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.api.GlobalLockBusyError;
import org.labthings.api.HttpError;
import org.labthings.api.StatusCode;
import org.labthings.core.BusyException;
import org.labthings.core.Problem;
import org.labthings.core.ThingAwayException;
import org.labthings.schema.Issue;
import org.labthings.schema.Json;
import org.labthings.schema.ValidationException;

/** Exceptions as answers (LabThings specification 1.6). */
public final class ErrorReply {
    /** A hostile body can have millions of mistakes; nobody reads more than these. */
    private static final int MAX_ISSUES = 10_000;

    /** What echoes of bad values may add up to, beyond the first one. */
    private static final int MAX_ECHO = 1 << 20;

    private ErrorReply() {}

    /** Where an exception comes from, which decides the shape of its answer. */
    public enum Source {
        /** A property or the start of an action: problem details. */
        AFFORDANCE,
        /** A custom endpoint: its HTTP errors are the wire's own. */
        ENDPOINT,
        /** The wire itself: as an endpoint, and what is busy is the server. */
        WIRE
    }

    /** Answers with what an exception means to a client. Its stack trace stays here. */
    public static void write(
            Request request,
            Response response,
            Callback callback,
            Throwable failure,
            Source source) {
        if (failure instanceof ValidationException e) {
            validation(request, response, callback, e.issues());
        } else if (failure instanceof Refusal e) {
            if (e.retryAfter() != null) {
                Reply.retryAfter(response, e.retryAfter());
            }
            Reply.detail(request, response, callback, e.status(), e.getMessage());
        } else if (failure instanceof BusyException e) {
            Reply.retryAfter(response, e.retryAfter());
            int status = source == Source.WIRE ? 503 : 429;
            Reply.detail(request, response, callback, status, e.getMessage());
        } else if (failure instanceof ThingAwayException e) {
            Reply.retryAfter(response, e.retryAfter());
            Problem away = new Problem(e.getMessage(), null, 503, "ThingNotRunning");
            Reply.problem(request, response, callback, away);
        } else if (source != Source.AFFORDANCE && failure instanceof HttpError e) {
            int status = Problem.of(e).status();
            Reply.detail(request, response, callback, status, e.detail());
        } else if (source != Source.AFFORDANCE && failure instanceof GlobalLockBusyError e) {
            String detail = "GlobalLockBusyError('" + e.getMessage() + "')";
            Reply.detail(request, response, callback, e.statusCode(), detail);
        } else {
            if (failure instanceof StatusCode said) {
                said.retryAfter().ifPresent(time -> Reply.retryAfter(response, time));
            }
            Reply.problem(request, response, callback, Problem.of(failure));
        }
    }

    private static void validation(
            Request request, Response response, Callback callback, List<Issue> issues) {
        request.consumeAvailable();
        Reply.json(response, callback, 422, body(issues));
    }

    /** The 422 body, with every issue in order. */
    static byte[] body(List<Issue> issues) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = Json.MAPPER.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeArrayFieldStart("detail");
            for (Issue issue : issues.subList(0, Math.min(issues.size(), MAX_ISSUES))) {
                out.flush();
                write(out, issue, bytes.size() < MAX_ECHO);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Issues are plain data", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Issue issue, boolean echo) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", issue.type());
        out.writeArrayFieldStart("loc");
        for (Object part : issue.loc()) {
            if (part instanceof Number n) {
                out.writeNumber(n.longValue());
            } else {
                out.writeString(String.valueOf(part));
            }
        }
        out.writeEndArray();
        out.writeStringField("msg", issue.msg());
        out.writeFieldName("input");
        if (echo) {
            Json.write(issue.input(), out);
        } else {
            out.writeNull();
        }
        JsonNode ctx = issue.ctx();
        if (ctx != null) {
            out.writeFieldName("ctx");
            Json.write(ctx, out);
        }
        out.writeEndObject();
    }
}
