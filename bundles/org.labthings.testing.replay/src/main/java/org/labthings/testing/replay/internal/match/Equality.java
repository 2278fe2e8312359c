package org.labthings.testing.replay.internal.match;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** JSON values compared as values: 5 equals 5.0, the order of members is free. */
final class Equality {
    private Equality() {}

    static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.isIntegralNumber() && b.isIntegralNumber()
                    ? a.bigIntegerValue().equals(b.bigIntegerValue())
                    : a.doubleValue() == b.doubleValue();
        }
        if (a.isObject() && b.isObject()) {
            return a.size() == b.size() && sameMembers(a, b);
        }
        if (a.isArray() && b.isArray()) {
            return a.size() == b.size() && sameElements(a, b);
        }
        return a.equals(b);
    }

    private static boolean sameMembers(JsonNode a, JsonNode b) {
        for (Map.Entry<String, JsonNode> e : a.properties()) {
            if (!b.has(e.getKey()) || !same(e.getValue(), b.get(e.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameElements(JsonNode a, JsonNode b) {
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }
}
