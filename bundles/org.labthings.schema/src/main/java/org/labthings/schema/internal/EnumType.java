package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.labthings.api.UnservableThingError;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Decoding.Fit;

/** Enums: one of the constants' wire values. */
final class EnumType extends ValueType {
    private final Class<?> type;
    private final String description;
    private final Object[] values;
    private final Constants constants;
    private final boolean integers;

    /**
     * An enum.
     *
     * @param description what the class is, or null
     */
    EnumType(Class<?> type, String description) {
        this.type = type;
        this.description = description;
        this.values = type.getEnumConstants();
        List<JsonNode> nodes = new ArrayList<>();
        for (Object value : values) {
            JsonNode node = JavaValues.tree(((Enum<?>) value));
            if (!node.isTextual() && !node.isIntegralNumber() && !node.isBoolean()) {
                throw new UnservableThingError(
                        type.getName() + "." + value + " must be a string, integer or boolean");
            }
            nodes.add(node);
        }
        if (nodes.isEmpty() || new HashSet<>(nodes).size() != nodes.size()) {
            throw new UnservableThingError(
                    "The constants of " + type.getName() + " must have different wire values");
        }
        constants = new Constants(nodes);
        integers = constants.allIntegers();
    }

    @Override
    boolean accepts(Object value) {
        return type.isInstance(value);
    }

    @Override
    String label() {
        return (integers ? "int-enum[" : "enum[") + type.getSimpleName() + "]";
    }

    @Override
    boolean referenced() {
        return true;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("title", type.getSimpleName());
        if (description != null) {
            out.put("description", description);
        }
        constants.describe(out);
        return out;
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        run.fits(Fit.LAX);
        int found = constants.indexOf(json);
        if (found < 0 && integers && json != null && json.isTextual()) {
            Decoding attempt = run.fork();
            BigInteger i = NumberText.integer(json, attempt);
            found = i == null ? -1 : constants.indexOf(JavaValues.number(i));
        }
        return found >= 0 ? values[found] : constants.refuse("enum", json, run);
    }

    @Override
    String key(Object value) {
        return constants.nodes().get(((Enum<?>) value).ordinal()).asText();
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        JsonNode node = constants.nodes().get(((Enum<?>) value).ordinal());
        if (node.isTextual()) {
            out.writeString(node.textValue());
        } else if (node.isBoolean()) {
            out.writeBoolean(node.booleanValue());
        } else {
            AnyEncoder.writeNumber(node.numberValue(), out);
        }
    }
}
