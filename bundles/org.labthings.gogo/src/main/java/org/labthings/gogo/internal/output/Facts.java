package org.labthings.gogo.internal.output;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be said about one thing: a map whose values may be tables. On a terminal a name and a
 * value a line, tables below a title; for a pipe a map: {@code (thing camera) get state}.
 */
public final class Facts extends AbstractMap<String, Object> {
    private final Map<String, Object> facts = new LinkedHashMap<>();

    /** Adds one; nothing when the value is null or empty. */
    public Facts with(String name, Object value) {
        boolean nothing =
                value == null
                        || value instanceof List<?> list && list.isEmpty()
                        || value instanceof String text && text.isEmpty();
        if (!nothing) {
            facts.put(name, value);
        }
        return this;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return Collections.unmodifiableMap(facts).entrySet();
    }

    /** As a terminal shows it. */
    @Override
    public String toString() {
        int width =
                facts.entrySet().stream()
                        .filter(e -> !(e.getValue() instanceof Rows<?>))
                        .mapToInt(e -> e.getKey().length())
                        .max()
                        .orElse(0);
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Object> fact : facts.entrySet()) {
            if (fact.getValue() instanceof Rows<?> rows) {
                text.append('\n').append(fact.getKey()).append(":\n");
                text.append("  ").append(rows.toString().replace("\n", "\n  ")).append('\n');
            } else {
                String name = fact.getKey();
                text.append(name).append(" ".repeat(width - name.length() + 2));
                text.append(line(fact.getValue())).append('\n');
            }
        }
        return text.toString().stripTrailing();
    }

    private static String line(Object value) {
        return TextTable.printable(
                value instanceof List<?> list
                        ? String.join(", ", list.stream().map(String::valueOf).toList())
                        : String.valueOf(value));
    }
}
