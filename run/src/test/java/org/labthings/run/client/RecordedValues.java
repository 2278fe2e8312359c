package org.labthings.run.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** Recorded bodies as a server sends them: matchers replaced by what they match. */
final class RecordedValues {
    /** Stands for every id. */
    static final String ID = "5f0f7a3e-5d0b-4c1e-9a55-0f2f6d5a9b11";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private final String base;

    /** For a server at an address without a slash at its end. */
    RecordedValues(String base) {
        this.base = base;
    }

    JsonNode plain(JsonNode recorded) {
        if (recorded.isArray()) {
            ArrayNode out = NODES.arrayNode();
            recorded.forEach(e -> out.add(plain(e)));
            return out;
        }
        if (recorded.isTextual()) {
            return TextNode.valueOf(text(recorded.textValue()));
        }
        if (!recorded.isObject()) {
            return recorded;
        }
        for (String matcher :
                new String[] {"$contains", "$unordered", "$prefer", "$optional", "$or_null"}) {
            if (recorded.has(matcher)) {
                return plain(recorded.get(matcher));
            }
        }
        if (recorded.has("$match")) {
            return matched(recorded);
        }
        ObjectNode out = NODES.objectNode();
        for (Map.Entry<String, JsonNode> e : recorded.properties()) {
            out.set(e.getKey(), plain(e.getValue()));
        }
        return out;
    }

    private JsonNode matched(JsonNode matcher) {
        return switch (matcher.path("$match").asText()) {
            case "uuid" -> TextNode.valueOf(ID);
            case "url" ->
                    TextNode.valueOf(
                            text(base + matcher.path("path").asText().replace("{uuid}", ID)));
            case "datetime" -> TextNode.valueOf("2026-03-02T14:05:09.113204");
            case "integer" -> NODES.numberNode(1);
            case "number" -> NODES.numberNode(1.5);
            case "object" -> NODES.objectNode();
            case "array" -> NODES.arrayNode();
            case "one_of" -> plain(matcher.path("values").path(0));
            case "contains" -> TextNode.valueOf(matcher.path("text").path(0).asText("text"));
            default -> TextNode.valueOf("text");
        };
    }

    String text(String recorded) {
        return recorded.replace("${base}", base)
                .replace("${hostport}", base.substring("http://".length()))
                .replaceAll("\\$\\{[a-z_0-9]+}", ID);
    }
}
