package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Decoding.Fit;

/** Lists, sets, and tuples of any length. */
final class ListType extends ValueType {
    /** How a collection is called, and which errors it has. */
    enum Kind {
        LIST("list", "List"),
        SET("set", "Set"),
        TUPLE("tuple", "Tuple");

        private final String word;
        private final String name;

        Kind(String word, String name) {
            this.word = word;
            this.name = name;
        }
    }

    private final Class<?> type;
    private final Kind kind;
    private final ValueType element;
    private final LengthLimits length;

    /**
     * A collection type.
     *
     * @param type an interface or class that {@link ArrayList} or {@link LinkedHashSet} is one of
     */
    ListType(Class<?> type, Kind kind, ValueType element, LengthLimits length) {
        this.type = type;
        this.kind = kind;
        this.element = element;
        this.length = length;
    }

    @Override
    boolean accepts(Object value) {
        if (!type.isInstance(value)
                || !(value instanceof Collection<?> c)
                || !length.admits(c.size())) {
            return false;
        }
        for (Object e : c) {
            if (!element.accepts(e)) {
                return false;
            }
        }
        return true;
    }

    @Override
    Object convert(Object value, Decoding run) {
        Collection<?> elements = JavaValues.elements(value);
        if (elements == null || value instanceof byte[]) {
            return decode(JavaValues.tree(value), run);
        }
        if (accepts(value)) {
            return value;
        }
        int before = run.count();
        Supplier<JsonNode> input = () -> JavaValues.tree(value);
        if (kind == Kind.LIST && length.exceeded(elements.size())) {
            return enforce(elements.size(), input, run);
        }
        return collect(Sequences.convert(elements, element, run), before, input, run);
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        if (json == null || !json.isArray()) {
            return refuse(run, kind.word + "_type", "Input should be a valid " + kind.word, json);
        }
        if (kind != Kind.LIST) {
            run.fits(Fit.LAX);
        }
        int before = run.count();
        if (kind == Kind.LIST && length.exceeded(json.size())) {
            return enforce(json.size(), () -> json, run);
        }
        return collect(Sequences.decode(json, element, run), before, () -> json, run);
    }

    private Object enforce(int size, Supplier<JsonNode> json, Decoding run) {
        length.enforceItems(size, kind.name, json, run);
        return null;
    }

    private Object collect(
            List<Object> elements, int before, Supplier<JsonNode> json, Decoding run) {
        if (run.count() > before) {
            // of a tuple the elements that are right are counted as well
            return kind == Kind.TUPLE ? enforce(elements.size(), json, run) : null;
        }
        Collection<Object> out = kind == Kind.SET ? new LinkedHashSet<>(elements) : elements;
        return length.enforceItems(out.size(), kind.name, json, run) ? out : null;
    }

    @Override
    String label() {
        return kind.word + "[" + element.label() + (kind == Kind.TUPLE ? ", ...]" : "]");
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
        if (kind == Kind.SET) {
            out.put("uniqueItems", true);
        }
        length.describe(out, "minItems", "maxItems");
        return out;
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        out.writeStartArray();
        for (Object e : (Collection<?>) value) {
            element.encode(e, out, links);
        }
        out.writeEndArray();
    }

    /** Which kind of collection a class stands for; null for none. */
    static Kind kindOf(Class<?> type) {
        return KINDS.get(type);
    }

    private static final Map<Class<?>, Kind> KINDS =
            Map.of(
                    Iterable.class, Kind.LIST,
                    Collection.class, Kind.LIST,
                    List.class, Kind.LIST,
                    ArrayList.class, Kind.LIST,
                    java.util.Set.class, Kind.SET,
                    java.util.HashSet.class, Kind.SET,
                    LinkedHashSet.class, Kind.SET);
}
