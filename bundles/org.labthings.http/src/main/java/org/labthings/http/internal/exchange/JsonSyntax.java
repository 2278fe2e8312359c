package org.labthings.http.internal.exchange;

/**
 * Finds where a text stops being JSON, as Python's parser counts it: LabThings' clients are told
 * that position (specification 1.5.4, {@code json_invalid}). Only used once a parser has refused
 * the text. Not thread-safe; make one for each text.
 */
final class JsonSyntax {
    private final String text;
    private final int end;
    private int at;

    private JsonSyntax(String text) {
        this.text = text;
        this.end = text.length();
    }

    /**
     * A syntax error.
     *
     * @param position in code points
     * @param message as Python words it
     */
    record Mistake(int position, String message) {}

    /** The first mistake, or null when Python would take the text. */
    static Mistake find(String text) {
        JsonSyntax scan = new JsonSyntax(text);
        try {
            scan.blanks();
            scan.document();
            scan.blanks();
            if (scan.at < scan.end) {
                throw new Found("Extra data", scan.at);
            }
            return null;
        } catch (Found e) {
            int position = text.codePointCount(0, Math.min(e.position, scan.end));
            return new Mistake(position, e.getMessage());
        }
    }

    private static final class Found extends Exception {
        private static final long serialVersionUID = 1L;
        private final int position;

        Found(String message, int position) {
            super(message, null, false, false);
            this.position = position;
        }
    }

    private int peek() {
        return at < end ? text.charAt(at) : -1;
    }

    private void blanks() {
        while (at < end && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** A value with all that is in it; without recursion, as a hostile text may be deep. */
    private void document() throws Found {
        StringBuilder open = new StringBuilder();
        do {
            int c = peek();
            if (c == '{' || c == '[') {
                at++;
                blanks();
                if (peek() == end(c)) {
                    at++;
                } else {
                    open.append((char) c);
                    nextMember(c);
                    continue;
                }
            } else {
                scalar(c);
            }
            closeAll(open);
        } while (open.length() > 0);
    }

    /** After a value: leaves the containers that end here, up to the next value. */
    private void closeAll(StringBuilder open) throws Found {
        while (open.length() > 0) {
            char c = open.charAt(open.length() - 1);
            if (another(end(c), c == '{' ? "object" : "array")) {
                nextMember(c);
                return;
            }
            open.setLength(open.length() - 1);
        }
    }

    private static char end(int open) {
        return open == '{' ? '}' : ']';
    }

    /** In an object, the name and colon before the next value. */
    private void nextMember(int container) throws Found {
        if (container != '{') {
            return;
        }
        if (peek() != '"') {
            throw new Found("Expecting property name enclosed in double quotes", at);
        }
        at++;
        string();
        blanks();
        if (peek() != ':') {
            throw new Found("Expecting ':' delimiter", at);
        }
        at++;
        blanks();
    }

    private void scalar(int c) throws Found {
        if (c == '"') {
            at++;
            string();
        } else if (!word("null")
                && !word("true")
                && !word("false")
                && !word("NaN")
                && !word("Infinity")
                && !word("-Infinity")) {
            number();
        }
    }

    private boolean word(String word) {
        if (text.startsWith(word, at)) {
            at += word.length();
            return true;
        }
        return false;
    }

    private boolean another(char close, String what) throws Found {
        blanks();
        if (peek() == close) {
            at++;
            return false;
        }
        if (peek() != ',') {
            throw new Found("Expecting ',' delimiter", at);
        }
        int comma = at;
        at++;
        blanks();
        if (peek() == close) {
            throw new Found("Illegal trailing comma before end of " + what, comma);
        }
        return true;
    }

    private void string() throws Found {
        int begin = at - 1;
        while (true) {
            int c = peek();
            if (c < 0) {
                throw new Found("Unterminated string starting at", begin);
            }
            if (c <= 0x1f) {
                throw new Found("Invalid control character at", at);
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

    private void escape(int begin) throws Found {
        int c = peek();
        if (c < 0) {
            throw new Found("Unterminated string starting at", begin);
        }
        if (c != 'u') {
            if ("\"\\/bfnrt".indexOf(c) < 0) {
                throw new Found("Invalid \\escape", at - 1);
            }
            at++;
            return;
        }
        int digits = at + 1;
        boolean complete = digits + 4 < end;
        for (int i = digits; complete && i < digits + 4; i++) {
            complete = Character.digit(text.charAt(i), 16) >= 0;
        }
        if (!complete) {
            throw new Found("Invalid \\uXXXX escape", at);
        }
        at = digits + 4;
    }

    private void number() throws Found {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else if (digits() == 0) {
            throw new Found("Expecting value", start);
        }
        int mark = at;
        if (peek() == '.') {
            at++;
            if (digits() == 0) {
                at = mark;
            }
        }
        mark = at;
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            if (digits() == 0) {
                at = mark;
            }
        }
    }

    private int digits() {
        int start = at;
        while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - start;
    }
}
