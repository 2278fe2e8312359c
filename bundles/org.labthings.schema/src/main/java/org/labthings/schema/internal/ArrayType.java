package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;

/** Java arrays, of primitives as well; lists on the wire. */
final class ArrayType extends ValueType {
    private final Class<?> component;
    private final Class<?> type;
    private final ValueType element;
    private final LengthLimits length;
    private final boolean unlimited;

    /**
     * An array type.
     *
     * @param unlimited whether every value of a primitive component is acceptable
     */
    ArrayType(Class<?> component, ValueType element, LengthLimits length, boolean unlimited) {
        this.component = component;
        this.type = component.arrayType();
        this.element = element;
        this.length = length;
        this.unlimited = unlimited;
    }

    @Override
    boolean accepts(Object value) {
        if (!type.isInstance(value) || !length.admits(Array.getLength(value))) {
            return false;
        }
        if (!unlimited) {
            for (Object e : JavaValues.elements(value)) {
                if (!element.accepts(e)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    Object convert(Object value, Decoding run) {
        Collection<?> elements = JavaValues.elements(value);
        if (elements == null || accepts(value)) {
            return super.convert(value, run);
        }
        int before = run.count();
        Supplier<JsonNode> input = () -> JavaValues.tree(value);
        if (length.exceeded(elements.size())) {
            length.enforceItems(elements.size(), "List", input, run);
            return null;
        }
        return array(Sequences.convert(elements, element, run), before, input, run);
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        if (json == null || !json.isArray()) {
            return refuse(run, "list_type", "Input should be a valid list", json);
        }
        int before = run.count();
        if (length.exceeded(json.size())) {
            length.enforceItems(json.size(), "List", () -> json, run);
            return null;
        }
        return array(Sequences.decode(json, element, run), before, () -> json, run);
    }

    private Object array(List<Object> elements, int before, Supplier<JsonNode> json, Decoding run) {
        if (run.count() > before || !length.enforceItems(elements.size(), "List", json, run)) {
            return null;
        }
        Object out = Array.newInstance(component, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(out, i, elements.get(i));
        }
        return out;
    }

    @Override
    String label() {
        return "list[" + element.label() + "]";
    }

    @Override
    public boolean immutable() {
        return false;
    }

    @Override
    public boolean containsBlobs() {
        return element.containsBlobs();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("type", "array");
        out.set("items", element.schema());
        length.describe(out, "minItems", "maxItems");
        return out;
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        out.writeStartArray();
        if (value instanceof double[] numbers) {
            for (double d : numbers) {
                AnyEncoder.writeDouble(d, out);
            }
        } else if (value instanceof int[] numbers) {
            for (int i : numbers) {
                out.writeNumber(i);
            }
        } else {
            for (Object e : JavaValues.elements(value)) {
                element.encode(e, out, links);
            }
        }
        out.writeEndArray();
    }
}
