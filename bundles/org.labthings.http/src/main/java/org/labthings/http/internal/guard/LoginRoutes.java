package org.labthings.http.internal.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.http.internal.exchange.BodyReader;
import org.labthings.http.internal.exchange.PercentCoding;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.route.Registration;
import org.labthings.schema.Json;
import org.labthings.security.Caller;
import org.labthings.security.Gatekeeper;

/** Who am I, and tickets for URLs: at paths that no Thing can have. */
public final class LoginRoutes {
    /** Where tickets are made. */
    static final String TICKET = "/.well-known/labthings/ticket";

    private static final String CALLER = "/.well-known/labthings/caller";
    private static final int MAX_BODY = 8 * 1024;

    private final Gatekeeper gatekeeper;
    private final BooleanSupplier loginRequired;

    /** Routes that ask this gatekeeper. */
    public LoginRoutes(Gatekeeper gatekeeper, BooleanSupplier loginRequired) {
        this.gatekeeper = gatekeeper;
        this.loginRequired = loginRequired;
    }

    /** All of them. */
    public List<Registration> registrations() {
        return List.of(
                Registration.exact("GET", CALLER, this::caller),
                Registration.exact("POST", TICKET, this::ticket));
    }

    private void caller(Request request, Response response, Callback callback) {
        Caller caller = SignedIn.caller(request);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Reply.json(
                response,
                callback,
                bytes(
                        out -> {
                            out.writeStartObject();
                            out.writeStringField("name", caller.name());
                            out.writeStringField("role", caller.role().word());
                            out.writeStringField("method", caller.method());
                            out.writeBooleanField("login_required", loginRequired.getAsBoolean());
                            out.writeEndObject();
                        }));
    }

    private void ticket(Request request, Response response, Callback callback) {
        BodyReader.read(
                request,
                response,
                callback,
                MAX_BODY,
                body -> ticket(body, request, response, callback));
    }

    private void ticket(byte[] body, Request request, Response response, Callback callback) {
        String path;
        try {
            path = path(body);
        } catch (IOException | IllegalArgumentException e) {
            String detail = "Send nothing, or {\"path\": \"/camera/mjpeg_stream\"}: the only path";
            Reply.detail(request, response, callback, 422, detail);
            return;
        }
        Gatekeeper.Ticket ticket = gatekeeper.ticket(SignedIn.caller(request), path);
        if (ticket == null) {
            Refusals.later(
                    request,
                    response,
                    callback,
                    429,
                    "Too many tickets are in use. They end by themselves",
                    Duration.ofSeconds(10));
            return;
        }
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Reply.json(
                response,
                callback,
                201,
                bytes(
                        out -> {
                            out.writeStartObject();
                            out.writeStringField("ticket", ticket.secret());
                            out.writeNumberField("seconds", ticket.seconds());
                            out.writeEndObject();
                        }));
    }

    private static String path(byte[] body) throws IOException {
        if (body.length == 0) {
            return null;
        }
        JsonNode json = Json.MAPPER.readTree(body);
        JsonNode path = json.isObject() ? json.get("path") : json;
        if (path == null || path.isNull()) {
            return null;
        }
        if (!path.isTextual() || !path.textValue().startsWith("/")) {
            throw new IllegalArgumentException("path");
        }
        return PercentCoding.decode(path.textValue());
    }

    private static byte[] bytes(Json.Body body) {
        try {
            return Json.bytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException("Plain data", e);
        }
    }
}
