package org.labthings.client.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.labthings.client.internal.json.ClientJson;

/**
 * A whole answer.
 *
 * @param uri that answered
 * @param status of HTTP
 * @param contentType as it was sent, empty if it was not
 * @param location where a redirect leads, or null
 * @param body all of it
 */
public record Answer(URI uri, int status, String contentType, String location, byte[] body) {
    private static final int SHOWN = 300;

    /** Whether the status says that it failed. */
    public boolean failed() {
        return status >= 400;
    }

    /** Whether the body is declared to be JSON. */
    public boolean isJson() {
        String type = contentType.toLowerCase(Locale.ROOT);
        int end = type.indexOf(';');
        String plain = (end < 0 ? type : type.substring(0, end)).strip();
        return plain.endsWith("/json") || plain.endsWith("+json");
    }

    /**
     * The body as JSON.
     *
     * @throws IOException when it is not
     */
    public JsonNode json() throws IOException {
        return ClientJson.parse(body);
    }

    /** The body as JSON if it is, else a missing node. */
    public JsonNode jsonIfAny() {
        try {
            return json();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The beginning of the body, for messages. */
    public String excerpt() {
        String text = text().strip();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }
}
