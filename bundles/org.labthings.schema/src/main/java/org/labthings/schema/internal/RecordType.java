package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Decoding.Fit;

/** Models: records that are JSON objects. */
final class RecordType extends ValueType {
    private final RecordShape shape;
    private final String description;
    private final boolean strict;

    /**
     * A model.
     *
     * @param description what the class is, or null
     * @param strict whether members that it does not have are refused
     */
    RecordType(RecordShape shape, String description, boolean strict) {
        this.shape = shape;
        this.description = description;
        this.strict = strict;
    }

    @Override
    boolean accepts(Object value) {
        return shape.accepts(value);
    }

    @Override
    Object convert(Object value, Decoding run) {
        return shape.type().isInstance(value)
                ? shape.convert(value, true, run)
                : super.convert(value, run);
    }

    @Override
    String label() {
        return shape.type().getSimpleName();
    }

    @Override
    boolean referenced() {
        return true;
    }

    @Override
    boolean hasText() {
        return false;
    }

    @Override
    public boolean immutable() {
        return shape.immutable();
    }

    @Override
    public boolean containsBlobs() {
        return shape.containsBlobs();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("title", shape.type().getSimpleName());
        if (description != null) {
            out.put("description", description);
        }
        out.put("type", "object");
        describe(shape.members(), out);
        if (strict) {
            out.put("additionalProperties", false);
        }
        return out;
    }

    /** Adds members to the schema of an object. */
    static void describe(List<Member> members, ObjectNode schema) {
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        for (Member m : members) {
            properties.set(m.name(), m.schema());
            if (m.required()) {
                required.add(m.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        if (json == null || !json.isObject()) {
            return refuseObject(json, run);
        }
        run.fits(Fit.LAX);
        int before = run.count();
        Object[] values = new Object[shape.members().size()];
        int given = 0;
        for (int i = 0; i < values.length; i++) {
            Member member = shape.members().get(i);
            given += json.has(member.name()) ? 1 : 0;
            values[i] = member.decode(json, run);
        }
        run.given(given);
        if (strict) {
            refuseExtras(shape.members(), json, run);
        }
        return run.count() > before ? null : shape.make(values, () -> json, run);
    }

    /** Notes that a value is no object. */
    static Object refuseObject(JsonNode json, Decoding run) {
        return refuse(
                run,
                "model_attributes_type",
                "Input should be a valid dictionary or object to extract fields from",
                json);
    }

    /** Notes every member that is not declared. */
    static void refuseExtras(List<Member> members, JsonNode json, Decoding run) {
        Set<String> known = new HashSet<>();
        members.forEach(m -> known.add(m.name()));
        for (String name : (Iterable<String>) json::fieldNames) {
            if (!known.contains(name)) {
                run.enter(name);
                refuse(run, "extra_forbidden", "Extra inputs are not permitted", json.get(name));
                run.leave();
            }
        }
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        out.writeStartObject();
        List<Member> members = shape.members();
        for (int i = 0; i < members.size(); i++) {
            out.writeFieldName(members.get(i).name());
            members.get(i).type().encode(shape.get(value, i), out, links);
        }
        out.writeEndObject();
    }
}
