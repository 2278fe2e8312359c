package org.labthings.testing.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.labthings.schema.Json;

/** Java values as JSON, and back. */
public final class JsonValues {
    private JsonValues() {}

    /** A JSON tree; a tree is itself, and other values become what Jackson makes of them. */
    public static JsonNode of(Object value) {
        return value instanceof JsonNode tree ? tree : Json.MAPPER.valueToTree(value);
    }

    /** A JSON object. */
    public static ObjectNode object(Map<String, ?> members) {
        return Json.MAPPER.valueToTree(members);
    }

    /** The tree of JSON text. */
    public static JsonNode parse(byte[] json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("It is no JSON", e);
        }
    }

    /** A Java object: a string, a number, a {@link List}, a {@link Map}, a record and so on. */
    public static <T> T as(JsonNode json, Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    json + " is no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
