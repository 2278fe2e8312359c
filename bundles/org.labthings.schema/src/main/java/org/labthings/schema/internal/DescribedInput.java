package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.ParameterList;

/** The input of an action whose Data Schema was given as such. */
final class DescribedInput implements ParameterList {
    /** Name of the one member that an input which is no object becomes. */
    private static final String INPUT = "input";

    private final ObjectNode schema;
    private final ValueType type;

    DescribedInput(ObjectNode schema, ValueType type) {
        this.schema = schema.deepCopy();
        this.type = type;
    }

    @Override
    public ObjectNode schema(String actionName) {
        return schema.deepCopy();
    }

    @Override
    public boolean isEmpty() {
        return type.onlyEmptyObject();
    }

    @Override
    public boolean containsBlobs() {
        return type.containsBlobs();
    }

    @Override
    public Map<String, Object> decode(JsonNode body, Decoding decoding) {
        boolean none = body == null || body.isNull() || body.isMissingNode();
        if (!none) {
            return named(type.decode(body, decoding));
        }
        if (isEmpty()) {
            return null;
        }
        if (type.acceptsEmptyObject()) { // every member has a default, or may be absent
            return named(type.decode(JsonNodeFactory.instance.objectNode(), decoding));
        }
        if (type.nullable()) {
            return named(type.decode(null, decoding));
        }
        ValueType.refuse(decoding, "missing", "Field required", null);
        return null;
    }

    /** What is no object is an object of one member. */
    private static Map<String, Object> named(Object value) {
        Map<String, Object> out = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((k, v) -> out.put(String.valueOf(k), v));
        } else if (value != null) {
            out.put(INPUT, value);
        }
        return out;
    }

    @Override
    public Object[] arguments(Map<String, Object> values) {
        return new Object[] {values == null ? Map.of() : values};
    }

    @Override
    public void encode(Map<String, Object> values, JsonGenerator out, BlobLinks links)
            throws IOException {
        AnyEncoder.write(values, out, links);
    }
}
