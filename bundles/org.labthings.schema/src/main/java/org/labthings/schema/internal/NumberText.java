package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labthings.schema.Decoding;

/**
 * Numbers in strings, as LabThings reads them: blanks around, single underscores between digits.
 */
final class NumberText {
    /** More digits are refused: reading them takes time that grows with their square. */
    private static final int MOST_DIGITS = 4300;

    private static final String DIGITS = "[0-9]+(?:_[0-9]+)*+";
    private static final Pattern INTEGER = Pattern.compile("([+-]?" + DIGITS + ")(?:\\.0+)?");
    private static final Pattern FLOAT =
            Pattern.compile(
                    "[+-]?(?:(?:DD)(?:\\.(?:DD)?)?|\\.DD)(?:[eE][+-]?DD)?".replace("DD", DIGITS));
    private static final Pattern SPECIAL =
            Pattern.compile("([+-]?)(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

    private NumberText() {}

    /** A string as an integer; null with an issue when it is none. */
    static BigInteger integer(JsonNode json, Decoding run) {
        String text = strip(json.textValue());
        if (text.length() > MOST_DIGITS) {
            tooLong(json, run);
            return null;
        }
        Matcher m = INTEGER.matcher(text);
        if (!m.matches()) {
            run.issue(
                    "int_parsing",
                    "Input should be a valid integer, unable to parse string as an integer",
                    json,
                    null);
            return null;
        }
        return new BigInteger(m.group(1).replace("_", ""));
    }

    static void tooLong(JsonNode json, Decoding run) {
        run.issue(
                "int_parsing_size",
                "Unable to parse input string as an integer, exceeded maximum size",
                json,
                null);
    }

    /** A string as a float, null when it is none. */
    static Double number(String raw) {
        String text = strip(raw);
        Matcher special = SPECIAL.matcher(text);
        if (special.matches()) {
            if (special.group(2).equalsIgnoreCase("nan")) {
                return Double.NaN;
            }
            return special.group(1).equals("-")
                    ? Double.NEGATIVE_INFINITY
                    : Double.POSITIVE_INFINITY;
        }
        if (text.length() > MOST_DIGITS || !FLOAT.matcher(text).matches()) {
            return null;
        }
        return Double.valueOf(text.replace("_", ""));
    }

    /** Without blanks around, no-break spaces included. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && blank(text.charAt(start))) {
            start++;
        }
        while (end > start && blank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
