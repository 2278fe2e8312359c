package org.labthings.listeners.internal.glob;

import java.util.ArrayList;
import java.util.List;
import org.labthings.listeners.internal.glob.GlobPattern.Part;

/** Reads a pattern once, from left to right. */
final class GlobParser {
    private static final String GROUPS = "!@+*?";

    private final String pattern;
    private int at;

    GlobParser(String pattern) {
        this.pattern = pattern;
    }

    List<Part> parse() {
        List<Part> parts = sequence(false);
        if (at < pattern.length()) {
            throw malformed("there is a ) without a (");
        }
        return parts;
    }

    private IllegalArgumentException malformed(String why) {
        return new IllegalArgumentException("The pattern \"" + pattern + "\" is malformed: " + why);
    }

    /** Up to the end or, within a group, up to {@code |} or {@code )}. */
    private List<Part> sequence(boolean inGroup) {
        List<Part> parts = new ArrayList<>();
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == ')' || c == '|' && inGroup) {
                break;
            }
            boolean group = at + 1 < pattern.length() && pattern.charAt(at + 1) == '(';
            if (GROUPS.indexOf(c) >= 0 && group) {
                at += 2;
                parts.add(new GlobParts.Group(c, alternatives()));
            } else {
                parts.add(simple(c));
            }
        }
        return parts;
    }

    private List<List<Part>> alternatives() {
        List<List<Part>> alternatives = new ArrayList<>();
        while (true) {
            alternatives.add(sequence(true));
            if (at >= pattern.length()) {
                throw malformed("a group is not closed by )");
            }
            if (pattern.charAt(at++) == ')') {
                return alternatives;
            }
        }
    }

    private Part simple(char c) {
        switch (c) {
            case '*' -> {
                return stars();
            }
            case '?' -> {
                at++;
                return new GlobParts.Set(false, "");
            }
            case '[' -> {
                Part set = set();
                if (set != null) {
                    return set;
                }
            }
            case '\\' -> {
                if (at + 1 == pattern.length()) {
                    throw malformed("nothing follows the \\ at its end");
                }
                at++;
            }
            default -> {
                // itself
            }
        }
        return new GlobParts.Literal(pattern.charAt(at++));
    }

    /** {@code **} means folders only where it is a component by itself. */
    private Part stars() {
        int first = at;
        while (at < pattern.length() && pattern.charAt(at) == '*' && !isGroup()) {
            at++;
        }
        boolean whole = first == 0 || pattern.charAt(first - 1) == '/';
        if (at - first == 2 && whole) {
            if (at == pattern.length()) {
                return new GlobParts.Folders(true);
            }
            if (pattern.charAt(at) == '/') {
                at++;
                return new GlobParts.Folders(false);
            }
        }
        return new GlobParts.Star();
    }

    private boolean isGroup() {
        return at + 1 < pattern.length() && pattern.charAt(at + 1) == '(';
    }

    /** A set, or null when the bracket is not closed and so stands for itself. */
    private Part set() {
        int from = at + 1;
        boolean negated =
                from < pattern.length()
                        && (pattern.charAt(from) == '!' || pattern.charAt(from) == '^');
        from += negated ? 1 : 0;
        int end = pattern.indexOf(']', from + 1); // a ] that comes first is a member
        if (end < 0) {
            return null;
        }
        at = end + 1;
        return new GlobParts.Set(negated, pattern.substring(from, end));
    }
}
