package org.labthings.http.internal.openapi.schema;

import java.util.regex.Pattern;

/** Texts of drivers as CommonMark, which is what OpenAPI takes a description for. */
public final class Markdown {
    private static final Pattern TAG = Pattern.compile("<(?=[A-Za-z/!?])");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Markdown() {}

    /** A text that means the same as CommonMark: {@code List<Point>} stays visible. */
    public static String text(String plain) {
        if (plain.indexOf('<') < 0) {
            return plain;
        }
        StringBuilder out = new StringBuilder(plain.length() + 8);
        String[] parts = plain.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean code = i % 2 == 1 && i < parts.length - 1;
            out.append(i == 0 ? "" : "`");
            out.append(code ? parts[i] : TAG.matcher(parts[i]).replaceAll("\\\\<"));
        }
        return out.toString();
    }

    /** A text as one line without a full stop, for lists of operations. */
    public static String line(String plain) {
        String line = BLANKS.matcher(plain.strip()).replaceAll(" ");
        boolean stop = line.endsWith(".") && !line.endsWith("..");
        return stop ? line.substring(0, line.length() - 1) : line;
    }
}
