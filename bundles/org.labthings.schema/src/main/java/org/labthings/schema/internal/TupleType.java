package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.labthings.api.Constraints;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Decoding.Fit;

/** Tuples of fixed length: records that are JSON arrays. */
final class TupleType extends ValueType {
    private final RecordShape shape;

    TupleType(RecordShape shape) {
        this.shape = shape;
    }

    @Override
    boolean accepts(Object value) {
        return shape.accepts(value);
    }

    @Override
    Object convert(Object value, Decoding run) {
        if (shape.type().isInstance(value)) {
            return shape.convert(value, false, run);
        }
        Collection<?> elements = JavaValues.elements(value);
        if (elements == null || elements.size() != shape.members().size()) {
            return super.convert(value, run);
        }
        int before = run.count();
        Object[] values = new Object[elements.size()];
        Iterator<?> next = elements.iterator();
        for (int i = 0; i < values.length; i++) {
            run.enter(i);
            values[i] = shape.members().get(i).type().convert(next.next(), run);
            run.leave();
        }
        return run.count() > before ? null : shape.make(values, () -> JavaValues.tree(value), run);
    }

    @Override
    String label() {
        return shape.members().stream()
                .map(m -> m.type().label())
                .collect(Collectors.joining(", ", "tuple[", "]"));
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
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("type", "array");
        List<Member> members = shape.members();
        if (!members.isEmpty()) {
            ArrayNode items = out.putArray("items");
            members.forEach(m -> items.add(m.type().schema()));
        }
        return out.put("maxItems", members.size()).put("minItems", members.size());
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        if (json == null || !json.isArray()) {
            return refuse(run, "tuple_type", "Input should be a valid tuple", json);
        }
        run.fits(Fit.LAX);
        int before = run.count();
        Object[] values = new Object[shape.members().size()];
        if (json.size() > values.length) {
            new LengthLimits(Constraints.NONE.withLength(null, values.length))
                    .enforceItems(json.size(), "Tuple", () -> json, run);
            return null;
        }
        for (int i = 0; i < values.length; i++) {
            run.enter(i);
            values[i] =
                    i < json.size()
                            ? shape.members().get(i).type().decode(json.get(i), run)
                            : refuse(run, "missing", "Field required", json);
            run.leave();
        }
        return run.count() > before ? null : shape.make(values, () -> json, run);
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        out.writeStartArray();
        List<Member> members = shape.members();
        for (int i = 0; i < members.size(); i++) {
            members.get(i).type().encode(shape.get(value, i), out, links);
        }
        out.writeEndArray();
    }
}
