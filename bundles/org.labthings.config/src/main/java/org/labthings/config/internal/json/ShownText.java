package org.labthings.config.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A configuration as people are shown it on an error page: indented, its secrets hidden, and it
 * knows which lines each of its values takes.
 */
public final class ShownText {
    /** Lines, both counted from 1 and included. */
    private record Range(int first, int last) {}

    private final StringBuilder text = new StringBuilder();
    private final Map<String, Range> ranges = new HashMap<>();
    private int line = 1;

    /** The text of a document. */
    public ShownText(JsonNode root) {
        write(root, "", 0);
    }

    private void write(JsonNode value, String path, int depth) {
        int first = line;
        if (Secrets.isSecret(path)) {
            text.append('"').append(Secrets.HIDDEN).append('"');
        } else if (value.isObject() && !value.isEmpty()) {
            List<Map.Entry<String, JsonNode>> members = new ArrayList<>(value.properties());
            open('{');
            for (int i = 0; i < members.size(); i++) {
                String name = members.get(i).getKey();
                indent(depth + 1).append(JsonText.write(TextNode.valueOf(name))).append(": ");
                write(members.get(i).getValue(), LocatedJson.join(path, name), depth + 1);
                end(i == members.size() - 1);
            }
            indent(depth).append('}');
        } else if (value.isArray() && !value.isEmpty()) {
            open('[');
            for (int i = 0; i < value.size(); i++) {
                indent(depth + 1);
                write(value.get(i), LocatedJson.join(path, String.valueOf(i)), depth + 1);
                end(i == value.size() - 1);
            }
            indent(depth).append(']');
        } else {
            text.append(JsonText.write(value));
        }
        ranges.put(path, new Range(first, line));
    }

    private StringBuilder indent(int depth) {
        return text.append("  ".repeat(depth));
    }

    private void open(char bracket) {
        text.append(bracket);
        newLine();
    }

    private void end(boolean last) {
        if (!last) {
            text.append(',');
        }
        newLine();
    }

    private void newLine() {
        text.append('\n');
        line++;
    }

    /** The text. */
    public String text() {
        return text.toString();
    }

    /**
     * The lines of what stands at a path. Of something that is missing there, the first line of
     * what it is missing in.
     */
    public Set<Integer> lines(String path) {
        Set<Integer> lines = new TreeSet<>();
        Range exact = ranges.get(path);
        String at = path;
        while (exact == null && !at.isEmpty()) {
            at = LocatedJson.parent(at);
            Range around = ranges.get(at);
            exact = around == null ? null : new Range(around.first, around.first);
        }
        for (int i = exact == null ? 1 : exact.first; exact != null && i <= exact.last; i++) {
            lines.add(i);
        }
        return lines;
    }
}
