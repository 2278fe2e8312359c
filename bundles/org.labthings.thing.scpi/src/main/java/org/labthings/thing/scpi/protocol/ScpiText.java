package org.labthings.thing.scpi.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values as instruments write them: IEEE 488.2 sections 7.7 (program data) and 8.7 (response data),
 * and SCPI-99 volume 1 section 7.2.1 for numbers that are none.
 */
public final class ScpiText {
    private static final double INFINITY = 9.9e37;
    private static final double NOT_A_NUMBER = 9.91e37;
    private static final Pattern NUMBER =
            Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\s*[A-Za-z%]*");
    private static final Pattern RADIX = Pattern.compile("#([HQB])([0-9A-F]+)");
    private static final int LONGEST_MESSAGE = 64 * 1024;

    private ScpiText() {}

    /**
     * A number: also 9.9E+37 (infinity, overload), 9.91E+37 (not a number), #H1F, and one with a
     * unit behind it.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static double number(String text) {
        String plain = text.trim();
        Matcher radix = RADIX.matcher(plain.toUpperCase(Locale.ROOT));
        if (radix.matches()) {
            int base = "H".equals(radix.group(1)) ? 16 : "Q".equals(radix.group(1)) ? 8 : 2;
            return Long.parseLong(radix.group(2), base);
        }
        Matcher m = NUMBER.matcher(plain);
        if (!m.matches()) {
            throw new IllegalArgumentException("no number");
        }
        double value = Double.parseDouble(m.group(1));
        if (value == NOT_A_NUMBER) {
            return Double.NaN;
        }
        return Math.abs(value) >= INFINITY ? Math.copySign(Double.POSITIVE_INFINITY, value) : value;
    }

    /** An integer, however it is written: +1, 1.0, +1.00E+00. */
    public static long integer(String text) {
        double value = number(text);
        if (value != Math.rint(value) || Math.abs(value) > 1L << 53) {
            throw new IllegalArgumentException("no integer");
        }
        return (long) value;
    }

    /** A boolean: 1, 0, ON, OFF. */
    public static boolean bool(String text) {
        return switch (text.trim().toUpperCase(Locale.ROOT)) {
            case "1", "+1", "ON" -> true;
            case "0", "+0", "OFF" -> false;
            default -> throw new IllegalArgumentException("neither 0 nor 1");
        };
    }

    /** Text without the quotes around it, if there are any. */
    public static String string(String text) {
        String t = text.trim();
        for (String quote : List.of("\"", "'")) {
            if (t.length() >= 2 && t.startsWith(quote) && t.endsWith(quote)) {
                return t.substring(1, t.length() - 1).replace(quote + quote, quote);
            }
        }
        return t;
    }

    /** Numbers with commas between them. */
    public static List<Double> numbers(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",")).map(ScpiText::number).toList();
    }

    /** A number as it is sent. */
    public static String format(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("A number must be finite, not " + value);
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    /** Text as it is sent, in quotes. */
    public static String quoted(String text) {
        if (!text.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "Text for an instrument must be printable ASCII, not '" + text + "'");
        }
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /** A message must be one line, or its rest would be another message. */
    public static void checkMessage(String message) {
        if (message.isBlank() || message.length() > LONGEST_MESSAGE) {
            throw new IllegalArgumentException(
                    "A SCPI message must have 1 to " + LONGEST_MESSAGE + " characters");
        }
        if (!message.chars().allMatch(c -> c >= ' ' && c < 256 && c != 127)) {
            throw new IllegalArgumentException(
                    "A SCPI message must be one line of text, not '"
                            + message.replaceAll("\\p{Cntrl}", "?")
                            + "'");
        }
    }
}
