package org.labthings.schema.internal.javadoc;

import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Javadoc's inline tags and HTML as plain text: paragraphs in one line each. */
final class PlainText {
    private static final Pattern TAG = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(#x?[0-9a-fA-F]+|\\w+);");
    private static final Pattern REFERENCE =
            Pattern.compile("\\s*([\\w$.]*)(#?)([\\w$]*(?:\\([^)]*\\))?)\\s*(.*)", Pattern.DOTALL);
    private static final Map<String, String> ENTITIES =
            Map.ofEntries(
                    Map.entry("lt", "<"),
                    Map.entry("gt", ">"),
                    Map.entry("amp", "&"),
                    Map.entry("quot", "\""),
                    Map.entry("apos", "'"),
                    Map.entry("nbsp", " "),
                    Map.entry("deg", "\u00b0"),
                    Map.entry("micro", "\u00b5"),
                    Map.entry("plusmn", "\u00b1"),
                    Map.entry("times", "\u00d7"),
                    Map.entry("ndash", "\u2013"),
                    Map.entry("mdash", "\u2014"),
                    Map.entry("hellip", "\u2026"));

    /** Marks what must not be taken for HTML again: the text of code. */
    private static final char LESS = '\ue000';

    private static final char AND = '\ue001';

    private PlainText() {}

    static String of(String javadoc) {
        String text = inlineTags(javadoc.replace("\r", ""));
        text = TAG.matcher(text).replaceAll(m -> Matcher.quoteReplacement(element(m.group(1))));
        text = ENTITY.matcher(text).replaceAll(m -> Matcher.quoteReplacement(entity(m)));
        text = text.replace(LESS, '<').replace(AND, '&');
        return reflow(text);
    }

    private static String element(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "p", "ul", "ol", "dl", "pre", "table", "div", "h1", "h2", "h3", "h4" -> "\n\n";
            case "br", "tr", "dt", "dd" -> "\u2028";
            case "li" -> "\u2029";
            default -> "";
        };
    }

    private static String entity(MatchResult m) {
        String name = m.group(1);
        if (name.startsWith("#")) {
            boolean hex = name.startsWith("#x");
            try {
                int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
                return Character.isValidCodePoint(code) ? Character.toString(code) : m.group();
            } catch (NumberFormatException e) {
                return m.group();
            }
        }
        return ENTITIES.getOrDefault(name, m.group());
    }

    private static String inlineTags(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf("{@"); open >= 0; open = text.indexOf("{@", at)) {
            int close = close(text, open);
            if (close < 0) {
                break;
            }
            out.append(text, at, open).append(inlineTag(text.substring(open + 2, close)));
            at = close + 1;
        }
        return out.append(text, at, text.length()).toString();
    }

    private static int close(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String inlineTag(String inside) {
        int blank = 0;
        while (blank < inside.length() && !Character.isWhitespace(inside.charAt(blank))) {
            blank++;
        }
        String body = inside.substring(blank).strip();
        return switch (inside.substring(0, blank)) {
            case "code", "literal" -> body.replace('<', LESS).replace('&', AND);
            case "link", "linkplain" -> inlineTags(reference(body));
            case "inheritDoc", "docRoot" -> "";
            default -> inlineTags(body);
        };
    }

    private static String reference(String body) {
        Matcher m = REFERENCE.matcher(body);
        if (!m.matches() || !m.group(4).isEmpty()) {
            return m.matches() ? m.group(4) : body;
        }
        String type = m.group(1).substring(m.group(1).lastIndexOf('.') + 1);
        String member = m.group(3);
        return type.isEmpty() || member.isEmpty() ? type + member : type + "." + member;
    }

    /** One line for each paragraph, line break and list element. */
    private static String reflow(String text) {
        StringBuilder out = new StringBuilder();
        for (String paragraph : text.split("\n[ \t]*\n\\s*")) {
            String line = paragraph.replaceAll("[ \t\n\f]+", " ");
            line = line.replaceAll(" ?\u2028 ?", "\n").replaceAll("(?: ?\u2029 ?)+", "\n* ");
            line = line.replaceAll("\n\\* (?=\n|$)", "").strip();
            if (!line.isEmpty()) {
                out.append(out.isEmpty() ? "" : "\n\n").append(line);
            }
        }
        return out.toString();
    }
}
