package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;

/** Anything; nothing is coerced. */
final class AnyType extends ValueType {
    @Override
    boolean accepts(Object value) {
        return true;
    }

    @Override
    String label() {
        return "any";
    }

    @Override
    boolean hasText() {
        return true;
    }

    @Override
    String key(Object value) {
        return String.valueOf(JavaValues.reduce(value));
    }

    @Override
    public boolean nullable() {
        return true;
    }

    @Override
    public boolean immutable() {
        return false;
    }

    @Override
    public boolean containsBlobs() {
        return true;
    }

    @Override
    public ObjectNode schema() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        return value(json);
    }

    /** A tree as JDK values: fresh, mutable, integers exact. */
    static Object value(JsonNode json) {
        if (json == null || json.isNull()) {
            return null;
        }
        if (json.isObject()) {
            Map<String, Object> out = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> e : json.properties()) {
                out.put(e.getKey(), value(e.getValue()));
            }
            return out;
        }
        if (json.isArray()) {
            List<Object> out = new ArrayList<>(json.size());
            json.forEach(e -> out.add(value(e)));
            return out;
        }
        return scalar(json);
    }

    private static Object scalar(JsonNode json) {
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

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        AnyEncoder.write(value, out, links);
    }
}
