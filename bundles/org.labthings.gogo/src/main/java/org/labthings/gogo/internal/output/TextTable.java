package org.labthings.gogo.internal.output;

import java.util.ArrayList;
import java.util.List;

/** Columns under titles, as wide as they need to be; control characters become visible. */
final class TextTable {
    private final List<List<String>> lines = new ArrayList<>();

    TextTable(List<String> titles) {
        lines.add(titles);
    }

    void add(List<String> cells) {
        lines.add(cells.stream().map(TextTable::printable).toList());
    }

    /** What a driver reports must not move the cursor of who reads it. */
    static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            if (c == '\n' || c == '\t') {
                                clean.append(' ');
                            } else if (Character.isISOControl(c)) {
                                clean.append('\uFFFD');
                            } else {
                                clean.appendCodePoint(c);
                            }
                        });
        return clean.toString();
    }

    @Override
    public String toString() {
        int columns = lines.get(0).size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns - 1; i++) { // nothing follows the last one
                widths[i] = Math.max(widths[i], length(line.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = line.get(i);
                row.append(cell);
                if (i < columns - 1) {
                    row.append(" ".repeat(widths[i] - length(cell) + 2));
                }
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.substring(0, text.length() - 1);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
