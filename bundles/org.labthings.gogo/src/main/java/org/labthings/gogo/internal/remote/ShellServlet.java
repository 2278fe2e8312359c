package org.labthings.gogo.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.felix.service.command.CommandProcessor;
import org.labthings.config.ThingConfigurations;
import org.labthings.core.ThingServer;
import org.labthings.gogo.internal.completion.Arguments;
import org.labthings.gogo.internal.completion.Candidate;
import org.labthings.gogo.internal.completion.Completer;
import org.labthings.gogo.internal.session.ShellSession;
import org.labthings.plugins.PluginsAdmin;
import org.labthings.schema.Json;
import org.labthings.schema.ValidationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell over HTTP, for the role admin; each session is its user's own. Bodies are JSON objects.
 *
 * <pre>
 * POST   /system/shell              {"folder": "/home/me"}: a new session, {"id": ...}
 * POST   /system/shell/ID/run       {"line": "things"}: output while it comes, one object a line:
 *                                   {"out": text}, {"err": text}, {"beat": true}, at last
 *                                   {"end": "ok" | "failed" | "interrupted"}
 * POST   /system/shell/ID/complete  {"line": "get cou", "cursor": 7}: {"start", "candidates"}
 * POST   /system/shell/ID/interrupt {}: ends the line that runs
 * DELETE /system/shell/ID           ends the session
 * </pre>
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/system/shell/*",
            "osgi.http.whiteboard.servlet.name=labthings.shell",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
        })
public final class ShellServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger AUDIT = LoggerFactory.getLogger("labthings.audit");
    private static final int MOST_BYTES = 1 << 20;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile ThingServer server;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile ThingConfigurations configurations;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile PluginsAdmin plugins;

    private final transient CommandProcessor processor;
    private final transient RemoteSessions sessions = new RemoteSessions();
    private final transient Completer completer =
            new Completer(new Arguments(() -> server, () -> configurations, () -> plugins));

    /** Called by Declarative Services. */
    @Activate
    public ShellServlet(@Reference CommandProcessor processor) {
        this.processor = processor;
    }

    @Deactivate
    void close() {
        sessions.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!request.isUserInRole("admin")) {
            problem(response, 403, "Forbidden", "The shell is for the role admin");
            return;
        }
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        List<String> parts = List.of(path.replaceFirst("^/", "").split("/"));
        String method = request.getMethod();
        try {
            if (path.length() <= 1 && method.equals("POST")) {
                open(request, response, body(request));
                return;
            }
            Optional<RemoteSession> session =
                    sessions.find(parts.get(0)).filter(s -> s.user().equals(user(request)));
            if (session.isEmpty()) {
                problem(
                        response,
                        404,
                        "NoSuchSession",
                        "There is no such session of yours; it may have ended after "
                                + RemoteSessions.IDLE_MINUTES
                                + " minutes without use");
                return;
            }
            session.get().touch();
            switch (method + (parts.size() > 1 ? " " + parts.get(1) : "")) {
                case "POST run" -> run(request, response, session.get(), body(request));
                case "POST complete" -> complete(response, session.get(), body(request));
                case "POST interrupt" -> {
                    body(request);
                    session.get().shell().interrupt();
                    write(response, 200, Json.MAPPER.createObjectNode());
                }
                case "DELETE" -> {
                    sessions.end(session.get());
                    response.setStatus(204);
                }
                default -> problem(response, 404, "NotFound", "There is nothing at " + path);
            }
        } catch (ValidationException e) {
            problem(response, 422, "Unprocessable", e.getMessage());
        } catch (Refusal e) {
            problem(response, e.status, "Unprocessable", e.getMessage());
        }
    }

    private static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    private static JsonNode body(HttpServletRequest request) throws IOException {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (!type.matches("application/json\\s*(;.*)?")) {
            throw new Refusal(415, "Send application/json, not " + type); // no form can
        }
        byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Refusal(413, "A line may have " + MOST_BYTES + " bytes");
        }
        JsonNode body = Json.parse(bytes);
        if (body == null || !body.isObject()) {
            throw new Refusal(422, "The body must be a JSON object");
        }
        return body;
    }

    private static String user(HttpServletRequest request) {
        return String.valueOf(request.getRemoteUser());
    }

    private void open(HttpServletRequest request, HttpServletResponse response, JsonNode body)
            throws IOException {
        RemoteSession session =
                new RemoteSession(
                        user(request),
                        new ShellSession(
                                processor, user(request), folder(body.path("folder").asText(""))));
        if (!sessions.add(session)) {
            session.shell().close();
            response.setHeader("Retry-After", "60");
            problem(
                    response,
                    503,
                    "TooManySessions",
                    "There are "
                            + RemoteSessions.MOST
                            + " sessions of the shell already; end one of them");
            return;
        }
        AUDIT.atInfo()
                .addKeyValue("event", "shell.open")
                .addKeyValue("who", session.user())
                .addKeyValue("from", request.getRemoteAddr())
                .log("shell.open");
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.put("id", session.id());
        answer.put("user", session.user());
        answer.put("folder", session.shell().gogo().currentDir().toString());
        answer.put("idle_minutes", RemoteSessions.IDLE_MINUTES);
        write(response, 201, answer);
    }

    /** The client's folder, if this machine has it, so that files are found where the user is. */
    private static Path folder(String text) {
        try {
            Path folder = Path.of(text);
            if (folder.isAbsolute() && Files.isDirectory(folder)) {
                return folder;
            }
        } catch (InvalidPathException e) {
            // a folder of another kind of machine
        }
        return Path.of("").toAbsolutePath();
    }

    private void run(
            HttpServletRequest request,
            HttpServletResponse response,
            RemoteSession session,
            JsonNode body)
            throws IOException {
        AsyncContext async = request.startAsync();
        async.setTimeout(0); // ends with the line, which the client can interrupt
        Exchange exchange = new Exchange(async, response, session.shell()::interrupt);
        if (!sessions.run(session, body.path("line").asText(""), exchange)) {
            problem(response, 409, "Busy", "A line of this session runs; interrupt it first");
            async.complete();
        }
    }

    private void complete(HttpServletResponse response, RemoteSession session, JsonNode body)
            throws IOException {
        String line = body.path("line").asText("");
        Completer.Completion completion =
                completer.complete(
                        session.shell().gogo(), line, body.path("cursor").asInt(line.length()));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.put("start", completion.start());
        ArrayNode candidates = answer.putArray("candidates");
        for (Candidate candidate : completion.candidates()) {
            candidates
                    .addObject()
                    .put("value", candidate.value())
                    .put("description", candidate.description())
                    .put("complete", candidate.complete());
        }
        write(response, 200, answer);
    }

    private static void problem(
            HttpServletResponse response, int status, String title, String detail)
            throws IOException {
        ObjectNode problem = Json.MAPPER.createObjectNode();
        problem.put("detail", detail).putNull("type").put("status", status).put("title", title);
        send(response, status, "application/problem+json", problem);
    }

    private static void write(HttpServletResponse response, int status, ObjectNode body)
            throws IOException {
        send(response, status, "application/json", body);
    }

    private static void send(HttpServletResponse response, int status, String type, ObjectNode body)
            throws IOException {
        byte[] bytes = Json.bytes(body);
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
