package org.labthings.cli.server;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns under titles, as wide as they need to be; control characters become visible. */
public final class TextTable {
    private final List<String[]> lines = new ArrayList<>();

    /** A table with these columns. */
    public TextTable(String... titles) {
        lines.add(titles);
    }

    /** Adds a line. */
    public void add(String... cells) {
        lines.add(Arrays.stream(cells).map(TextTable::printable).toArray(String[]::new));
    }

    /** What the server says must not move the cursor of who reads it. */
    public static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c ->
                                clean.appendCodePoint(
                                        c == '\n' || c == '\t'
                                                ? ' '
                                                : Character.isISOControl(c) ? 0xFFFD : c));
        return clean.toString();
    }

    /** Prints it. */
    public void print(PrintStream out) {
        int columns = lines.get(0).length;
        int[] widths = new int[columns];
        for (String[] line : lines) {
            for (int i = 0; i < columns - 1; i++) {
                widths[i] = Math.max(widths[i], length(line[i]));
            }
        }
        for (String[] line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                text.append(line[i]);
                if (i < columns - 1) {
                    text.append(" ".repeat(widths[i] - length(line[i]) + 2));
                }
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
