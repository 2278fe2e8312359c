package org.labthings.schema.internal;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.labthings.api.UnservableThingError;

/**
 * A pattern constraint: a regular expression that must be found somewhere in a string, as JSON
 * Schema and LabThings have it. {@code $} is the end of the string, not a place before a last line
 * break. A search is given up after a bounded number of steps, as no match.
 */
final class SearchPattern {
    private static final int MOST_STEPS = 5_000_000;

    private final String text;
    private final Pattern pattern;

    SearchPattern(String text) {
        this.text = text;
        try {
            pattern =
                    Pattern.compile(
                            strictEnd(text), Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS);
        } catch (PatternSyntaxException e) {
            throw new UnservableThingError(
                    "The pattern '" + text + "' is no regular expression: " + e.getMessage());
        }
    }

    String text() {
        return text;
    }

    boolean found(String value) {
        try {
            return pattern.matcher(new Steps(value, new int[1])).find();
        } catch (TooManySteps | StackOverflowError e) {
            return false; // a string that such an expression cannot decide about
        }
    }

    private static String strictEnd(String regex) {
        if (regex.contains("(?m") || regex.indexOf('$') < 0) {
            return regex;
        }
        StringBuilder out = new StringBuilder();
        int brackets = 0;
        boolean escaped = false;
        for (char c : regex.toCharArray()) {
            if (!escaped) {
                brackets += c == '[' ? 1 : c == ']' && brackets > 0 ? -1 : 0;
            }
            out.append(c == '$' && brackets == 0 && !escaped ? "\\z" : String.valueOf(c));
            escaped = c == '\\' && !escaped;
        }
        return out.toString();
    }

    /** Counts how often the matcher looks at a character. */
    private record Steps(CharSequence value, int[] count) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (++count[0] > MOST_STEPS) {
                throw new TooManySteps();
            }
            return value.charAt(index);
        }

        @Override
        public int length() {
            return value.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Steps(value.subSequence(start, end), count);
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("", null, false, false);
        }
    }
}
