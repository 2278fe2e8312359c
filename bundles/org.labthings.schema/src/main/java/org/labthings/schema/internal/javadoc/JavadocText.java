package org.labthings.schema.internal.javadoc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Javadoc comment as plain text: its main text, and what its {@code @param} tags say. */
public final class JavadocText {
    private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^[ \t]*@(\\p{Alpha}+)");
    private static final Pattern PARAM = Pattern.compile("(?s)\\s*(<?[\\w$]+>?)\\s*(.*)");

    private final String raw;

    /** Of a comment as therapi-runtime-javadoc keeps it; empty for none. */
    public JavadocText(String raw) {
        this.raw = raw;
    }

    /** Everything before the first block tag, as plain text; empty when there is none. */
    public String main() {
        Matcher m = BLOCK_TAG.matcher(raw);
        return PlainText.of(m.find() ? raw.substring(0, m.start()) : raw);
    }

    /** Whether it stands for what it overrides. */
    public boolean inherits() {
        return raw.strip().equals("{@inheritDoc}");
    }

    /** What is said about each parameter, in plain text. */
    public Map<String, String> parameters() {
        Map<String, String> out = new LinkedHashMap<>();
        Matcher m = BLOCK_TAG.matcher(raw);
        boolean found = m.find();
        while (found) {
            String tag = m.group(1);
            int from = m.end();
            found = m.find();
            String body = raw.substring(from, found ? m.start() : raw.length());
            Matcher param = PARAM.matcher(body);
            if (tag.equals("param") && param.matches()) {
                out.putIfAbsent(param.group(1), PlainText.of(param.group(2)));
            }
        }
        return out;
    }

    /**
     * The first sentence of a plain text: up to a full stop before a blank or the end, at most the
     * first paragraph.
     */
    public static String firstSentence(String text) {
        int paragraph = text.indexOf("\n\n");
        String first = paragraph < 0 ? text : text.substring(0, paragraph);
        for (int i = first.indexOf('.'); i >= 0; i = first.indexOf('.', i + 1)) {
            if (i + 1 == first.length() || Character.isWhitespace(first.charAt(i + 1))) {
                return first.substring(0, i + 1);
            }
        }
        return first;
    }
}
