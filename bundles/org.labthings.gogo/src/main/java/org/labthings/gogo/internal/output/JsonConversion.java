package org.labthings.gogo.internal.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.labthings.schema.Json;
import org.labthings.schema.ValidationException;

/** Values between people, who type and read JSON, and the shell, whose values are Java objects. */
public final class JsonConversion {
    private JsonConversion() {}

    /**
     * What somebody typed, or a pipe handed over: text is JSON, and itself when it is not; whatever
     * else has a JSON form is that.
     */
    public static JsonNode json(Object value) {
        if (value == null) {
            return NullNode.getInstance();
        }
        if (value instanceof JsonNode node) {
            return node;
        }
        if (value instanceof CharSequence text) {
            return typed(text.toString());
        }
        try {
            return Json.MAPPER.valueToTree(value);
        } catch (IllegalArgumentException e) {
            return TextNode.valueOf(value.toString());
        }
    }

    private static JsonNode typed(String text) {
        try {
            return Json.parse(text);
        } catch (ValidationException e) {
            return TextNode.valueOf(text);
        }
    }

    /** For people: short values on a line, others over several. */
    public static String text(JsonNode node) {
        try {
            if (node == null || node.isMissingNode()) {
                return "null";
            }
            String line = Json.MAPPER.writeValueAsString(node);
            return line.length() <= 100 || !node.isContainerNode()
                    ? line
                    : Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            return node.toString();
        }
    }

    /** As a Java value, for variables and conditions of the shell. */
    static Object plain(JsonNode node) {
        try {
            return Json.MAPPER.treeToValue(node, Object.class);
        } catch (JsonProcessingException e) {
            return node.toString();
        }
    }
}
