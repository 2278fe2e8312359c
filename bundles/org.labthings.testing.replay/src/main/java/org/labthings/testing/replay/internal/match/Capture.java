package org.labthings.testing.replay.internal.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Stores what {@code {"$capture": name}} points at. Runs before a body is compared, so that the
 * value can be used anywhere in it.
 */
public final class Capture {
    private static final List<String> WRAPPERS = List.of("$prefer", "$optional", "$contains");

    private final Variables variables;

    public Capture(Variables variables) {
        this.variables = variables;
    }

    public void from(JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            if (expected.has("$capture")) {
                variables.capture(expected.get("$capture").asText(), part(expected, actual));
            }
            WRAPPERS.stream().filter(expected::has).forEach(w -> from(expected.get(w), actual));
            expected.properties()
                    .forEach(
                            e -> {
                                if (actual.isObject() && actual.has(e.getKey())) {
                                    from(e.getValue(), actual.get(e.getKey()));
                                }
                            });
        } else if (expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                from(expected.get(i), actual.get(i));
            }
        }
    }

    /** Of a URL, its UUID is what later requests need. */
    private static JsonNode part(JsonNode expected, JsonNode actual) {
        if (actual.isTextual() && expected.path("$match").asText().equals("url")) {
            Matcher uuid = ValueKind.UUID.matcher(actual.textValue());
            if (uuid.find()) {
                return TextNode.valueOf(uuid.group());
            }
        }
        return actual;
    }
}
