package org.labthings.schema.internal.syntax;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the first fault of a text that is not JSON, at the place where LabThings' parser finds it.
 * Used once parsing has failed; it builds nothing.
 */
public final class JsonSyntax {
    private static final int MAX_DEPTH = 200;
    private static final Pattern SCALAR =
            Pattern.compile(
                    "null|true|false|NaN|-?Infinity|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private final String text;
    private int at;

    private JsonSyntax(String text) {
        this.text = text;
    }

    /** Ends the search. */
    private static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int index;

        Found(int index, String message) {
            super(message, null, false, false);
            this.index = index;
        }
    }

    /** The first fault of a text, or null if it is JSON. */
    public static JsonFault find(String text) {
        JsonSyntax search = new JsonSyntax(text);
        try {
            search.document();
            return null;
        } catch (Found f) {
            return new JsonFault(text.codePointCount(0, f.index), f.getMessage());
        }
    }

    private void document() {
        blanks();
        value(0);
        blanks();
        if (at < text.length()) {
            throw new Found(at, "Extra data");
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void blanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void value(int depth) {
        char c = peek();
        if (depth > MAX_DEPTH) {
            throw new Found(at, "Nested more than " + MAX_DEPTH + " levels deep");
        }
        if (c == '"') {
            string();
        } else if (c == '{') {
            object(depth);
        } else if (c == '[') {
            array(depth);
        } else {
            Matcher m = SCALAR.matcher(text).region(at, text.length());
            if (!m.lookingAt()) {
                throw new Found(at, "Expecting value");
            }
            at = m.end();
        }
    }

    private void object(int depth) {
        at++;
        blanks();
        if (peek() == '}') {
            at++;
            return;
        }
        while (true) {
            if (peek() != '"') {
                throw new Found(at, "Expecting property name enclosed in double quotes");
            }
            string();
            blanks();
            if (peek() != ':') {
                throw new Found(at, "Expecting ':' delimiter");
            }
            at++;
            blanks();
            value(depth + 1);
            if (ends('}', "object")) {
                return;
            }
        }
    }

    private void array(int depth) {
        at++;
        blanks();
        if (peek() == ']') {
            at++;
            return;
        }
        do {
            value(depth + 1);
        } while (!ends(']', "array"));
    }

    /** Steps over the end of a container, or over a comma to the next element. */
    private boolean ends(char close, String what) {
        blanks();
        int comma = at;
        char c = peek();
        if (c != close && c != ',') {
            throw new Found(at, "Expecting ',' delimiter");
        }
        at++;
        if (c == close) {
            return true;
        }
        blanks();
        if (peek() == close) {
            throw new Found(comma, "Illegal trailing comma before end of " + what);
        }
        return false;
    }

    private void string() {
        int begin = at++;
        while (true) {
            if (at >= text.length()) {
                throw new Found(begin, "Unterminated string starting at");
            }
            char c = text.charAt(at);
            if (c < ' ') {
                throw new Found(at, "Invalid control character at");
            }
            at++;
            if (c == '"') {
                return;
            }
            if (c == '\\') {
                escape(begin);
            }
        }
    }

    private void escape(int begin) {
        if (at >= text.length()) {
            throw new Found(begin, "Unterminated string starting at");
        }
        char c = text.charAt(at++);
        if (c != 'u') {
            if ("\"\\/bfnrt".indexOf(c) < 0) {
                throw new Found(at - 2, "Invalid \\escape");
            }
            return;
        }
        boolean complete = at + 4 < text.length(); // a closing quote has to follow
        for (int i = at; complete && i < at + 4; i++) {
            complete = Character.digit(text.charAt(i), 16) >= 0 && text.charAt(i) < 0x80;
        }
        if (!complete) {
            throw new Found(at - 1, "Invalid \\uXXXX escape");
        }
        at += 4;
    }
}
