package org.labthings.http.internal.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Trees in which there may be numbers that JSON has not: they become null. */
public final class FiniteJson {
    private FiniteJson() {}

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
