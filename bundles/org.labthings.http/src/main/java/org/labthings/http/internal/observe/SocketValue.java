package org.labthings.http.internal.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labthings.schema.Json;

/**
 * How values of a property look on WebSockets: as everywhere, but durations are numbers of seconds,
 * as the reference sends them there. Immutable; made from the Data Schema of the property's type.
 */
final class SocketValue {
    /** For types without durations. */
    static final SocketValue SAME = new SocketValue(null);

    private static final Pattern DURATION =
            Pattern.compile(
                    "(-?)P(?:(\\d+)Y)?(?:(\\d+)D)?"
                            + "(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+(?:\\.\\d+)?)S)?)?");
    private static final double[] SECONDS = {365 * 86_400, 86_400, 3600, 60, 1};

    private final JsonNode schema;

    private SocketValue(JsonNode schema) {
        this.schema = schema;
    }

    /** For values of this schema. */
    static SocketValue of(JsonNode schema) {
        boolean durations =
                schema.findValues("format").stream().anyMatch(f -> f.asText().equals("duration"));
        return durations ? new SocketValue(schema) : SAME;
    }

    /** The value as WebSockets carry it. */
    byte[] of(byte[] json) {
        if (schema == null) {
            return json;
        }
        try {
            JsonNode value = Json.MAPPER.readTree(json);
            JsonNode converted = convert(value, schema);
            return converted == value ? json : Json.bytes(converted);
        } catch (IOException e) {
            return json; // what the core encoded can be read; if not, it is sent as it is
        }
    }

    /** The converted value; the same object if there was nothing to convert. */
    private static JsonNode convert(JsonNode value, JsonNode schema) {
        for (JsonNode alternative : schema.path("oneOf")) {
            JsonNode converted = convert(value, alternative);
            if (converted != value) {
                return converted;
            }
        }
        if (value.isTextual()) {
            return schema.path("format").asText().equals("duration") ? seconds(value) : value;
        }
        if (value.isObject()) {
            return members((ObjectNode) value, schema);
        }
        return value.isArray() ? elements((ArrayNode) value, schema.path("items")) : value;
    }

    private static JsonNode members(ObjectNode value, JsonNode schema) {
        ObjectNode out = null;
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode declared = schema.path("properties").path(member.getKey());
            JsonNode type =
                    declared.isMissingNode() ? schema.path("additionalProperties") : declared;
            JsonNode converted = convert(member.getValue(), type);
            if (converted != member.getValue()) {
                out = out == null ? value.deepCopy() : out;
                out.set(member.getKey(), converted);
            }
        }
        return out == null ? value : out;
    }

    private static JsonNode elements(ArrayNode value, JsonNode items) {
        ArrayNode out = null;
        for (int i = 0; i < value.size(); i++) {
            JsonNode converted = convert(value.get(i), items.isArray() ? items.path(i) : items);
            if (converted != value.get(i)) {
                out = out == null ? value.deepCopy() : out;
                out.set(i, converted);
            }
        }
        return out == null ? value : out;
    }

    private static JsonNode seconds(JsonNode text) {
        Matcher m = DURATION.matcher(text.textValue());
        if (!m.matches()) {
            return text;
        }
        double sum = 0;
        for (int i = 0; i < SECONDS.length; i++) {
            String part = m.group(i + 2);
            sum += part == null ? 0 : Double.parseDouble(part) * SECONDS[i];
        }
        return DoubleNode.valueOf(m.group(1).isEmpty() ? sum : -sum);
    }
}
