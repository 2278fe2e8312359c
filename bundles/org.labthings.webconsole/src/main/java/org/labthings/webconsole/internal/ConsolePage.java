package org.labthings.webconsole.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.apache.felix.webconsole.servlet.AbstractServlet;
import org.labthings.config.Requester;
import org.labthings.schema.Json;
import org.labthings.schema.ValidationException;

/**
 * A page of our own in the Web Console: a template, documents as JSON that its script asks for, and
 * commands. Called by the console, which has checked who asks, on the HTTP server's pool; may
 * block.
 *
 * <p>Commands need the page's token in a header, which no other site can read or send.
 */
abstract class ConsolePage extends AbstractServlet {
    private static final long serialVersionUID = 1L;
    private static final String TOKEN_HEADER = "X-LabThings-Console";
    private static final int LARGEST_COMMAND = 1 << 20;

    private final String label;
    private final String token = newToken();

    /**
     * A page.
     *
     * @param label last part of its path
     */
    ConsolePage(String label) {
        this.label = label;
    }

    private static String newToken() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** A document below the page; null when there is none of that name. */
    abstract JsonNode document(String name, HttpServletRequest request)
            throws RefusedCommandException, IOException;

    /** Carries out a command. */
    abstract ObjectNode command(String name, HttpServletRequest request, Requester by)
            throws RefusedCommandException, IOException;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            JsonNode document = document(path(request), request);
            if (document != null) {
                answer(response, 200, document);
                return;
            }
        } catch (RefusedCommandException e) {
            refuse(response, e);
            return;
        }
        super.doGet(request, response);
    }

    @Override
    public void renderContent(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        getVariableResolver(request).put("labthings.token", token);
        response.getWriter().print(readTemplateFile("/res/" + label + ".html"));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        setNoCache(response);
        try {
            if (!isFromThePage(request)) {
                throw new RefusedCommandException(403, "The page is out of date: load it again");
            }
            String user = request.getRemoteUser();
            Requester by = new Requester(user == null ? "admin" : user, request.getRemoteAddr());
            answer(response, 200, command(path(request), request, by));
        } catch (RefusedCommandException e) {
            refuse(response, e);
        }
    }

    private boolean isFromThePage(HttpServletRequest request) {
        String given = request.getHeader(TOKEN_HEADER);
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }

    /** The body of a command. */
    static JsonNode body(HttpServletRequest request) throws IOException, RefusedCommandException {
        byte[] bytes;
        try (InputStream in = request.getInputStream()) {
            bytes = in.readNBytes(LARGEST_COMMAND + 1);
        }
        if (bytes.length > LARGEST_COMMAND) {
            throw new RefusedCommandException(413, "A command has at most 1 MiB");
        }
        try {
            JsonNode json = Json.parse(bytes);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (ValidationException e) {
            // said below
        }
        throw new RefusedCommandException(422, "A command is a JSON object");
    }

    /** A text that a command must have. */
    static String text(JsonNode input, String member) throws RefusedCommandException {
        JsonNode value = input.get(member);
        if (value == null || !value.isTextual() || value.textValue().isBlank()) {
            throw new RefusedCommandException(422, member + ": should be given");
        }
        return value.textValue().strip();
    }

    /** Below the page. */
    private String path(HttpServletRequest request) {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        String below = "/" + label + "/";
        return path.startsWith(below) ? path.substring(below.length()) : "";
    }

    private static void refuse(HttpServletResponse response, RefusedCommandException e)
            throws IOException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        e.errors().forEach(answer.putArray("errors")::add);
        answer(response, e.status(), answer);
    }

    private static void answer(HttpServletResponse response, int status, JsonNode json)
            throws IOException {
        setNoCache(response);
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(Json.bytes(json));
    }
}
