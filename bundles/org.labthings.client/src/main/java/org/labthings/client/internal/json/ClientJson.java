package org.labthings.client.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the client reads and writes JSON. */
public final class ClientJson {
    /**
     * Reads what Python servers write, bare NaN included, within limits that keep a hostile answer
     * from costing much. Members of models are snake case on the wire.
     */
    public static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(200)
                                                    .build())
                                    .build())
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .addModule(WireEnums.module())
                    .addModule(WireTypes.module())
                    .build();

    private ClientJson() {}

    /**
     * Parses a body.
     *
     * @return a missing node when there is nothing in it
     * @throws IOException when it is not JSON
     */
    public static JsonNode parse(byte[] body) throws IOException {
        return MAPPER.readTree(body);
    }

    /**
     * Parses a message.
     *
     * @throws IOException when it is not JSON
     */
    public static JsonNode parse(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    /** A tree as bytes. */
    public static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A JSON tree always has a text", e);
        }
    }

    /**
     * Any value as a tree: JDK values, records, beans.
     *
     * @throws IllegalArgumentException when it has no JSON form
     */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * A tree as a value of a type.
     *
     * @throws IllegalArgumentException when it does not fit
     */
    public static Object convert(JsonNode tree, JavaType type) {
        return MAPPER.convertValue(tree, type);
    }

    /** A tree as JDK values: fresh, integers exact ({@code Long}, or {@code BigInteger}). */
    public static Object value(JsonNode json) {
        if (json == null || json.isNull() || json.isMissingNode()) {
            return null;
        }
        if (json.isObject()) {
            Map<String, Object> out = new LinkedHashMap<>();
            json.properties().forEach(e -> out.put(e.getKey(), value(e.getValue())));
            return out;
        }
        if (json.isArray()) {
            List<Object> out = new ArrayList<>(json.size());
            json.forEach(e -> out.add(value(e)));
            return out;
        }
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (!json.isIntegralNumber()) {
            return json.doubleValue();
        }
        return json.canConvertToLong() ? (Object) json.longValue() : json.bigIntegerValue();
    }
}
