package org.labthings.testing.replay.internal.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labthings.testing.replay.internal.json.JsonText;

/**
 * What {@code ${name}} stands for in one sequence: the server's address, and values captured from
 * answers.
 */
public final class Variables {
    private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)\\}");

    private final Map<String, String> values = new HashMap<>();
    private String requestBase;

    public Variables(String base, String hostAndPort) {
        values.put("base", base);
        values.put("hostport", hostAndPort);
        requestBase = "http://" + hostAndPort;
    }

    /** What URLs in the answer to the latest request must begin with. */
    String requestBase() {
        return requestBase;
    }

    /** The server builds URLs from the Host header. */
    public void requestedFrom(String host) {
        requestBase = "http://" + host;
    }

    void capture(String name, JsonNode value) {
        values.put(name, value.isTextual() ? value.textValue() : JsonText.write(value));
    }

    /** Names that nothing was captured for stay as they are. */
    public String fill(String text) {
        return NAME.matcher(text)
                .replaceAll(
                        m -> Matcher.quoteReplacement(values.getOrDefault(m.group(1), m.group())));
    }

    /** Fills in strings at any depth. */
    public JsonNode fill(JsonNode value) {
        if (value.isTextual()) {
            return TextNode.valueOf(fill(value.textValue()));
        }
        if (value.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(e -> filled.set(e.getKey(), fill(e.getValue())));
            return filled;
        }
        if (value.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            value.forEach(v -> filled.add(fill(v)));
            return filled;
        }
        return value;
    }
}
