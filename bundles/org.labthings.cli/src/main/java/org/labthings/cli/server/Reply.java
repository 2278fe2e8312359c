package org.labthings.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;

/**
 * A complete answer.
 *
 * @param status of HTTP
 * @param body as it came
 */
public record Reply(int status, byte[] body) {
    private static final int MOST_BYTES = 64 << 20;

    static Reply read(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream in =
                status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            byte[] body = in == null ? new byte[0] : in.readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                throw new IOException("the answer is larger than " + MOST_BYTES + " bytes");
            }
            return new Reply(status, body);
        }
    }

    /** Whether the server did it. */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** The body as JSON; a missing node when it is none. */
    public JsonNode json() {
        return Documents.tree(body);
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * This answer, when it is a good one.
     *
     * @throws CommandException with what the server says is wrong
     */
    public Reply orFail(URI server) throws CommandException {
        if (ok()) {
            return this;
        }
        throw failure(server);
    }

    /** What the server says is wrong. */
    public CommandException failure(URI server) {
        String said = said();
        if (status == 401) {
            return new CommandException(
                    ExitStatus.NOT_ALLOWED,
                    server
                            + " wants to know who you are. Use --token, LABTHINGS_TOKEN, or the"
                            + " --data folder of a server that you started"
                            + (said.isEmpty() ? "" : " (" + said + ")"));
        }
        String text = said.isEmpty() ? server + " answers with status " + status : said;
        return new CommandException(
                status == 403 ? ExitStatus.NOT_ALLOWED : ExitStatus.FAILED, text);
    }

    /** Problem details, validation issues, or nothing that can be shown. */
    private String said() {
        JsonNode detail = json().path("detail");
        if (detail.isArray()) {
            List<String> issues = new ArrayList<>();
            for (JsonNode issue : detail) {
                List<String> path = new ArrayList<>();
                issue.path("loc").forEach(p -> path.add(p.asText()));
                issues.add(String.join(".", path) + ": " + issue.path("msg").asText());
            }
            return String.join("\n", issues);
        }
        return detail.isMissingNode() || detail.isNull()
                ? json().path("title").asText("")
                : detail.asText();
    }
}
