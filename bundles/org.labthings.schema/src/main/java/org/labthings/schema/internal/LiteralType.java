package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;

/** One of a few constants. */
final class LiteralType extends ValueType {
    private final ValueType base;
    private final Constants constants;
    private final Object[] values;

    /**
     * A literal.
     *
     * @param base the Java type that has the constants
     * @param values the constants as Java values, in the order of {@code constants}
     */
    LiteralType(ValueType base, List<JsonNode> constants, Object[] values) {
        this.base = base;
        this.constants = new Constants(constants);
        this.values = values;
    }

    @Override
    boolean accepts(Object value) {
        for (Object v : values) {
            if (Objects.equals(v, value)) {
                return true;
            }
        }
        return false;
    }

    @Override
    String label() {
        return constants.nodes().stream()
                .map(n -> n.isTextual() ? "'" + n.textValue() + "'" : n.asText())
                .collect(Collectors.joining(",", "literal[", "]"));
    }

    @Override
    public boolean nullable() {
        return accepts(null);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        if (values.length > 1) {
            constants.describe(out);
        } else {
            out.set("const", constants.nodes().get(0));
            constants.describeType(out);
        }
        return out;
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        int found = constants.indexOf(json);
        return found >= 0 ? values[found] : constants.refuse("literal_error", json, run);
    }

    @Override
    String key(Object value) {
        return base.key(value);
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        if (value == null) {
            out.writeNull();
        } else {
            base.encode(value, out, links);
        }
    }
}
