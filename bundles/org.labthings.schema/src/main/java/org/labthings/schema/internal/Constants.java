package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.labthings.schema.Decoding;

/** The JSON scalars that an enumeration or a literal consists of. */
final class Constants {
    private final List<JsonNode> nodes;
    private final String expected;

    Constants(List<JsonNode> nodes) {
        this.nodes = List.copyOf(nodes);
        List<String> texts = nodes.stream().map(Constants::repr).collect(Collectors.toList());
        String last = texts.remove(texts.size() - 1);
        expected = texts.isEmpty() ? last : String.join(", ", texts) + " or " + last;
    }

    List<JsonNode> nodes() {
        return nodes;
    }

    boolean allIntegers() {
        return nodes.stream().allMatch(JsonNode::isIntegralNumber);
    }

    /** Index of the constant that a node equals as Python compares, -1 for none. */
    int indexOf(JsonNode json) {
        if (json == null) {
            return -1;
        }
        int found = nodes.indexOf(json);
        for (int i = 0; found < 0 && i < nodes.size(); i++) {
            found = same(nodes.get(i), json) ? i : -1;
        }
        return found;
    }

    private static boolean same(JsonNode constant, JsonNode json) {
        BigDecimal a = number(constant);
        BigDecimal b = a == null ? null : number(json);
        return b != null && a.compareTo(b) == 0;
    }

    /** Numbers and booleans are equal across their kinds. */
    private static BigDecimal number(JsonNode json) {
        if (json.isBoolean()) {
            return json.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (json.isIntegralNumber()) {
            return new BigDecimal(json.bigIntegerValue());
        }
        return json.isNumber() && Double.isFinite(json.doubleValue())
                ? BigDecimal.valueOf(json.doubleValue())
                : null;
    }

    /** Notes that a node is none of the constants. */
    Object refuse(String type, JsonNode json, Decoding run) {
        boolean huge = json != null && json.isIntegralNumber() && !json.canConvertToLong();
        if (huge && nodes.stream().anyMatch(JsonNode::isIntegralNumber)) {
            NumberText.tooLong(json, run);
            return null;
        }
        ObjectNode ctx = JsonNodeFactory.instance.objectNode().put("expected", expected);
        run.issue(type, "Input should be " + expected, json, ctx);
        return null;
    }

    /** Adds the list of constants, and their type if they have one in common. */
    void describe(ObjectNode schema) {
        ArrayNode values = schema.putArray("enum");
        values.addAll(nodes);
        describeType(schema);
    }

    void describeType(ObjectNode schema) {
        Set<String> types = new HashSet<>();
        nodes.forEach(n -> types.add(type(n)));
        if (types.size() == 1) {
            schema.put("type", types.iterator().next());
        }
    }

    private static String type(JsonNode n) {
        if (n.isTextual()) {
            return "string";
        }
        if (n.isIntegralNumber()) {
            return "integer";
        }
        return n.isNumber() ? "number" : n.isBoolean() ? "boolean" : "null";
    }

    private static String repr(JsonNode n) {
        if (n.isTextual()) {
            return repr(n.textValue());
        }
        if (n.isBoolean()) {
            return n.booleanValue() ? "True" : "False";
        }
        return n.isNull() ? "None" : n.asText();
    }

    private static String repr(String s) {
        char quote = s.indexOf('\'') >= 0 && s.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder().append(quote);
        s.codePoints()
                .forEach(
                        c -> {
                            if (c == quote || c == '\\') {
                                out.append('\\').appendCodePoint(c);
                            } else if (c == '\n') {
                                out.append("\\n");
                            } else if (c == '\r') {
                                out.append("\\r");
                            } else if (c == '\t') {
                                out.append("\\t");
                            } else if (c < ' ' || c == 0x7f) {
                                out.append(String.format("\\x%02x", c));
                            } else {
                                out.appendCodePoint(c);
                            }
                        });
        return out.append(quote).toString();
    }
}
