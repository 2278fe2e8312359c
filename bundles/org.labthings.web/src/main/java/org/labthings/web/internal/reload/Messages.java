package org.labthings.web.internal.reload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Messages of the LiveReload protocol, version 7 (livereload.com/api/protocol). */
final class Messages {
    /** The server's part of the handshake. */
    static final String HELLO =
            "{\"command\":\"hello\",\"protocols\":[\"http://livereload.com/protocols/official-7\"],"
                    + "\"serverName\":\"livereload-tornado\"}"; // as the original says it

    private static final ObjectMapper JSON = new ObjectMapper();

    private Messages() {}

    /** What a client said; empty when it is no JSON object. */
    static JsonNode parse(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            return read != null && read.isObject() ? read : JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /**
     * Has a client load something anew.
     *
     * @param path of a page, style sheet or image
     */
    static String reload(String path) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("command", "reload")
                .put("path", path)
                .put("liveCSS", true)
                .put("liveImg", true)
                .toString();
    }
}
