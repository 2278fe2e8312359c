package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Decoding.Fit;

/**
 * Objects whose members only a Data Schema declares: maps in which an optional member without a
 * default may be absent.
 */
final class ObjectType extends ValueType {
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final ValueType extras;

    /**
     * A declared member.
     *
     * @param fallback its default; null if it has none
     */
    record Field(String name, ValueType type, boolean required, JsonNode fallback) {}

    /**
     * An object type.
     *
     * @param extras type of members that are not declared; null if there must be none
     */
    ObjectType(List<Field> fields, ValueType extras) {
        fields.forEach(f -> this.fields.put(f.name(), f));
        this.extras = extras;
    }

    @Override
    boolean acceptsEmptyObject() {
        return fields.values().stream().noneMatch(Field::required);
    }

    @Override
    boolean onlyEmptyObject() {
        return fields.isEmpty() && extras == null;
    }

    private ValueType type(Object name) {
        Field declared = fields.get(name);
        return declared == null ? extras : declared.type();
    }

    @Override
    boolean accepts(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return false;
        }
        for (Map.Entry<?, ?> e : map.entrySet()) {
            ValueType type = e.getKey() instanceof String ? type(e.getKey()) : null;
            if (type == null || !type.accepts(e.getValue())) {
                return false;
            }
        }
        return fields.values().stream()
                .allMatch(f -> map.containsKey(f.name()) || !f.required() && f.fallback() == null);
    }

    @Override
    Object convert(Object value, Decoding run) {
        if (accepts(value)) {
            return value;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return super.convert(value, run); // a record, for instance, as JSON has it
        }
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((k, v) -> named.put(String.valueOf(JavaValues.reduce(k)), v));
        return members(named, () -> JavaValues.tree(map), (type, v) -> type.convert(v, run), run);
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        if (json == null || !json.isObject()) {
            return RecordType.refuseObject(json, run);
        }
        run.fits(Fit.LAX);
        Map<String, JsonNode> given = new LinkedHashMap<>();
        json.properties().forEach(e -> given.put(e.getKey(), e.getValue()));
        run.given((int) given.keySet().stream().filter(fields::containsKey).count());
        return members(given, () -> json, (type, v) -> type.decode(v, run), run);
    }

    private <V> Map<String, Object> members(
            Map<String, V> given,
            Supplier<JsonNode> whole,
            BiFunction<ValueType, V, Object> member,
            Decoding run) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (Field f : fields.values()) {
            run.enter(f.name());
            if (given.containsKey(f.name())) {
                out.put(f.name(), member.apply(f.type(), given.get(f.name())));
            } else if (f.fallback() != null) {
                out.put(f.name(), f.type().decode(f.fallback(), run));
            } else if (f.required()) {
                refuse(run, "missing", "Field required", whole.get());
            }
            run.leave();
        }
        for (Map.Entry<String, V> e : given.entrySet()) {
            if (fields.containsKey(e.getKey())) {
                continue;
            }
            run.enter(e.getKey());
            if (extras == null) {
                JsonNode input = whole.get().get(e.getKey());
                refuse(run, "extra_forbidden", "Extra inputs are not permitted", input);
            } else {
                out.put(e.getKey(), member.apply(extras, e.getValue()));
            }
            run.leave();
        }
        return out;
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> e : ((Map<?, ?>) value).entrySet()) {
            out.writeFieldName(String.valueOf(e.getKey()));
            type(e.getKey()).encode(e.getValue(), out, links);
        }
        out.writeEndObject();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = out.putObject("properties");
        fields.values().forEach(f -> properties.set(f.name(), f.type().schema()));
        Set<String> required =
                fields.values().stream()
                        .filter(Field::required)
                        .map(Field::name)
                        .collect(Collectors.toSet());
        if (!required.isEmpty()) {
            required.forEach(out.withArray("required")::add);
        }
        if (extras == null) {
            out.put("additionalProperties", false);
        }
        return out;
    }

    @Override
    String label() {
        return "object";
    }

    @Override
    boolean hasText() {
        return false;
    }

    @Override
    public boolean immutable() {
        return false;
    }

    @Override
    public boolean containsBlobs() {
        return extras != null && extras.containsBlobs()
                || fields.values().stream().anyMatch(f -> f.type().containsBlobs());
    }
}
