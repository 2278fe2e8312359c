package org.labthings.testing.replay.internal.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Compares a value with what was recorded. A recorded object whose members begin with {@code $} is
 * a matcher, anything else stands for itself.
 */
public final class Comparison {
    private final Variables variables;
    private final ValueKind kinds;

    public Comparison(Variables variables) {
        this.variables = variables;
        this.kinds = new ValueKind(variables);
    }

    /**
     * Compares; what is absent comes as a missing node.
     *
     * @param at where the value stands, for messages
     */
    public void compare(JsonNode expected, JsonNode actual, String at, Findings findings) {
        if (isMatcher(expected)) {
            matcher(expected, actual, at, findings);
        } else if (expected.isObject() && actual.isObject()) {
            members(expected, actual, at, findings);
            actual.fieldNames()
                    .forEachRemaining(
                            name -> {
                                if (!expected.has(name)) {
                                    findings.problem(
                                            at
                                                    + "/"
                                                    + name
                                                    + ": unexpected member, "
                                                    + Excerpt.of(actual.get(name)));
                                }
                            });
        } else if (expected.isArray() && actual.isArray()) {
            elements(expected, actual, at, findings);
        } else if (!Equality.same(variables.fill(expected), actual)) {
            differs(expected, actual, at, findings);
        }
    }

    /** Whether the value is like what was recorded. */
    private boolean like(JsonNode expected, JsonNode actual) {
        Findings findings = new Findings();
        compare(expected, actual, "", findings);
        return findings.matched();
    }

    private static boolean isMatcher(JsonNode expected) {
        for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
            if (names.next().startsWith("$")) {
                return true;
            }
        }
        return false;
    }

    private void matcher(JsonNode expected, JsonNode actual, String at, Findings findings) {
        if (expected.has("$prefer")) {
            Findings preferred = new Findings();
            compare(expected.get("$prefer"), actual, at, preferred);
            findings.preferred(preferred);
        } else if (expected.has("$optional")) {
            if (!actual.isMissingNode()) {
                compare(expected.get("$optional"), actual, at, findings);
            }
        } else if (expected.has("$or_null")) {
            if (!actual.isNull()) {
                compare(expected.get("$or_null"), actual, at, findings);
            }
        } else if (expected.has("$contains")) {
            contains(expected.get("$contains"), actual, at, findings);
        } else if (expected.has("$unordered")) {
            unordered(expected.get("$unordered"), actual, at, findings);
        } else if (expected.has("$match")) {
            if (!kinds.matches(expected, actual)) {
                differs(expected, actual, at, findings);
            }
        } else if (!expected.has("$capture")) {
            throw new IllegalArgumentException("unknown matcher " + expected);
        }
    }

    private void members(JsonNode expected, JsonNode actual, String at, Findings findings) {
        expected.properties()
                .forEach(
                        e ->
                                compare(
                                        e.getValue(),
                                        member(actual, e.getKey()),
                                        at + "/" + e.getKey(),
                                        findings));
    }

    private static JsonNode member(JsonNode object, String name) {
        return object.has(name) ? object.get(name) : MissingNode.getInstance();
    }

    private void elements(JsonNode expected, JsonNode actual, String at, Findings findings) {
        if (expected.size() != actual.size()) {
            findings.problem(
                    at
                            + ": expected "
                            + expected.size()
                            + " elements, got "
                            + actual.size()
                            + ": "
                            + Excerpt.of(actual));
        }
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            compare(expected.get(i), actual.get(i), at + "/" + i, findings);
        }
    }

    private void contains(JsonNode wanted, JsonNode actual, String at, Findings findings) {
        if (wanted.isObject() && actual.isObject()) {
            members(wanted, actual, at, findings);
        } else if (wanted.isArray() && actual.isArray()) {
            for (JsonNode w : wanted) {
                if (find(w, elementsOf(actual)) < 0) {
                    findings.problem(at + ": no element like " + Excerpt.of(variables.fill(w)));
                }
            }
        } else {
            String kind = wanted.isObject() ? "an object" : "a list";
            findings.problem(at + ": expected " + kind + ", got " + Excerpt.of(actual));
        }
    }

    private void unordered(JsonNode wanted, JsonNode actual, String at, Findings findings) {
        if (!actual.isArray()) {
            findings.problem(at + ": expected a list, got " + Excerpt.of(actual));
            return;
        }
        List<JsonNode> rest = elementsOf(actual);
        for (JsonNode w : wanted) {
            int hit = find(w, rest);
            if (hit < 0) {
                findings.problem(at + ": no element like " + Excerpt.of(variables.fill(w)));
            } else {
                rest.remove(hit);
            }
        }
        rest.forEach(r -> findings.problem(at + ": unexpected " + Excerpt.of(r)));
    }

    private int find(JsonNode wanted, List<JsonNode> among) {
        for (int i = 0; i < among.size(); i++) {
            if (like(wanted, among.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static List<JsonNode> elementsOf(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private void differs(JsonNode expected, JsonNode actual, String at, Findings findings) {
        findings.problem(
                at
                        + ": expected "
                        + Excerpt.of(variables.fill(expected))
                        + ", got "
                        + Excerpt.of(actual));
    }
}
