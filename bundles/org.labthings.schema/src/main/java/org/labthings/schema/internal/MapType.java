package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;

/** Maps, whose keys are text, or have a text. */
final class MapType extends ValueType {
    private final Class<?> type;
    private final ValueType key;
    private final ValueType value;
    private final LengthLimits size;

    /**
     * A map type.
     *
     * @param type an interface or class that {@link LinkedHashMap} is one of
     */
    MapType(Class<?> type, ValueType key, ValueType value, LengthLimits size) {
        this.type = type;
        this.key = key;
        this.value = value;
        this.size = size;
    }

    @Override
    boolean accepts(Object candidate) {
        if (!type.isInstance(candidate)
                || !(candidate instanceof Map<?, ?> map)
                || !size.admits(map.size())) {
            return false;
        }
        for (Map.Entry<?, ?> e : map.entrySet()) {
            if (!key.accepts(e.getKey()) || !value.accepts(e.getValue())) {
                return false;
            }
        }
        return true;
    }

    @Override
    Object convert(Object candidate, Decoding run) {
        if (accepts(candidate)) {
            return candidate;
        }
        if (!(candidate instanceof Map<?, ?> map)) {
            return candidate instanceof Record
                    ? refuseType(JavaValues.tree(candidate), run)
                    : decode(JavaValues.tree(candidate), run);
        }
        int before = run.count();
        Map<Object, Object> out = new LinkedHashMap<>();
        map.forEach(
                (k, v) -> {
                    run.enter(String.valueOf(JavaValues.reduce(k)));
                    run.enter("[key]");
                    Object newKey = key.convert(k, run);
                    run.leave();
                    out.put(newKey, value.convert(v, run));
                    run.leave();
                });
        return finish(out, before, () -> JavaValues.tree(candidate), run);
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        if (json == null || !json.isObject()) {
            return refuseType(json, run);
        }
        int before = run.count();
        Map<Object, Object> out = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> e : json.properties()) {
            run.enter(e.getKey());
            run.enter("[key]");
            Object newKey = key.decode(TextNode.valueOf(e.getKey()), run);
            run.leave();
            out.put(newKey, value.decode(e.getValue(), run));
            run.leave();
        }
        return finish(out, before, () -> json, run);
    }

    private static Object refuseType(JsonNode json, Decoding run) {
        return refuse(run, "dict_type", "Input should be a valid dictionary", json);
    }

    private Object finish(
            Map<Object, Object> map, int before, Supplier<JsonNode> json, Decoding run) {
        boolean right =
                run.count() == before && size.enforceItems(map.size(), "Dictionary", json, run);
        return right ? map : null;
    }

    @Override
    String label() {
        return "dict[" + key.label() + "," + value.label() + "]";
    }

    @Override
    public boolean immutable() {
        return false;
    }

    @Override
    public boolean containsBlobs() {
        return value.containsBlobs();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("type", "object");
        JsonNode values = value instanceof AnyType ? BooleanNode.TRUE : value.schema();
        if (key instanceof StringType s) {
            s.describeKeys(out, values);
        } else {
            out.set("additionalProperties", values);
            if (key.referenced()) {
                out.set("propertyNames", key.schema());
            }
        }
        size.describe(out, "minProperties", "maxProperties");
        return out;
    }

    @Override
    public void encode(Object map, JsonGenerator out, BlobLinks links) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> e : ((Map<?, ?>) map).entrySet()) {
            out.writeFieldName(key.key(e.getKey()));
            value.encode(e.getValue(), out, links);
        }
        out.writeEndObject();
    }
}
