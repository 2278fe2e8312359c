package org.labthings.http.internal.reply;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.labthings.schema.Json;

/** Writes trees in which there may be numbers that JSON has not: they become null. */
public final class FiniteJson {
    private FiniteJson() {}

    /**
     * Writes a tree; a Java null as null.
     *
     * @throws IOException as the generator
     */
    public static void write(JsonNode tree, JsonGenerator out) throws IOException {
        if (tree == null) {
            out.writeNull();
        } else if (tree.isObject()) {
            out.writeStartObject();
            for (Map.Entry<String, JsonNode> member : tree.properties()) {
                out.writeFieldName(member.getKey());
                write(member.getValue(), out);
            }
            out.writeEndObject();
        } else if (tree.isArray()) {
            out.writeStartArray();
            for (JsonNode element : tree) {
                write(element, out);
            }
            out.writeEndArray();
        } else if (isNotFinite(tree)) {
            out.writeNull();
        } else {
            Json.MAPPER.writeTree(out, tree);
        }
    }

    /** Whether a node is NaN or infinite. */
    public static boolean isNotFinite(JsonNode node) {
        return node != null
                && node.isFloatingPointNumber()
                && !node.isBigDecimal()
                && !Double.isFinite(node.doubleValue());
    }

    /** The tree with null for what is not finite, changed in place where it can be. */
    public static JsonNode finite(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            object.properties().forEach(e -> e.setValue(finite(e.getValue())));
            return object;
        }
        if (tree instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, finite(array.get(i)));
            }
            return array;
        }
        return isNotFinite(tree) ? NullNode.getInstance() : tree;
    }
}
