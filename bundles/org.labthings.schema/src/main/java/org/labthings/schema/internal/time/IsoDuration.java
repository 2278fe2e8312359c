package org.labthings.schema.internal.time;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalTime;

/** Durations as ISO 8601 text; read also as {@code HH:MM:SS} and as days and time. */
public final class IsoDuration {
    private static final BigDecimal DAY = new BigDecimal(86_400);
    private static final BigDecimal LONGEST = new BigDecimal(999_999_999).multiply(DAY);
    private static final String TOO_LONG = "durations may not exceed 999,999,999 days";
    private static final String TOO_LARGE = "a numeric value in the duration is too large";
    private static final String SHORT = "input is too short";

    private final String text;
    private int at;

    private IsoDuration(String text) {
        this.text = text;
    }

    /** ISO 8601 text; a year is 365 days; no more than microseconds. */
    public static String format(Duration d) {
        Duration abs = d.abs();
        long days = abs.toDays();
        StringBuilder out = new StringBuilder(d.isNegative() ? "-P" : "P");
        part(out, days / 365, 'Y');
        part(out, days % 365, 'D');
        int micros = abs.toNanosPart() / 1000;
        if (abs.toHoursPart() + abs.toMinutesPart() + abs.toSecondsPart() + micros > 0) {
            out.append('T');
            part(out, abs.toHoursPart(), 'H');
            part(out, abs.toMinutesPart(), 'M');
            if (micros > 0) {
                String fraction = Integer.toString(1_000_000 + micros).substring(1);
                out.append(abs.toSecondsPart()).append('.');
                out.append(fraction.replaceFirst("0+$", "")).append('S');
            } else {
                part(out, abs.toSecondsPart(), 'S');
            }
        }
        return out.charAt(out.length() - 1) == 'P' ? "PT0S" : out.toString();
    }

    private static void part(StringBuilder out, long n, char unit) {
        if (n > 0) {
            out.append(n).append(unit);
        }
    }

    /** A number of seconds. */
    public static Duration ofSeconds(double seconds) throws MalformedTimeException {
        if (Double.isNaN(seconds)) {
            throw new MalformedTimeException("NaN values not permitted");
        }
        if (Double.isInfinite(seconds)) {
            throw new MalformedTimeException(TOO_LONG);
        }
        return duration(new BigDecimal(Double.toString(seconds)));
    }

    /** A number of seconds. */
    public static Duration ofSeconds(BigInteger seconds) throws MalformedTimeException {
        return duration(new BigDecimal(seconds));
    }

    private static Duration duration(BigDecimal seconds) throws MalformedTimeException {
        if (seconds.abs().compareTo(LONGEST) > 0) {
            throw new MalformedTimeException(TOO_LONG);
        }
        BigDecimal micros = seconds.setScale(6, RoundingMode.HALF_EVEN);
        BigInteger[] parts = micros.unscaledValue().divideAndRemainder(BigInteger.valueOf(1000000));
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact() * 1000);
    }

    /** A text in any of the forms. */
    public static Duration parse(String text) throws MalformedTimeException {
        if (text.isEmpty()) {
            throw new MalformedTimeException(SHORT);
        }
        IsoDuration parser = new IsoDuration(text);
        boolean negative = text.charAt(0) == '-';
        parser.at = negative || text.charAt(0) == '+' ? 1 : 0;
        BigDecimal seconds;
        if (parser.peek() == 'P') {
            seconds = parser.iso();
        } else if (text.length() < 5 || text.indexOf('d') >= 0 || text.indexOf('D') >= 0) {
            seconds = parser.daysAndTime();
        } else {
            seconds = parser.time(new BigDecimal(999_999_999));
        }
        return duration(negative ? seconds.negate() : seconds);
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private BigDecimal iso() throws MalformedTimeException {
        at++;
        boolean time = false;
        boolean any = false;
        BigDecimal total = BigDecimal.ZERO;
        boolean fraction = false;
        while (at < text.length()) {
            if (!time && peek() == 'T') {
                time = true;
                at++;
                continue;
            }
            if (fraction) {
                throw new MalformedTimeException("quantity fraction invalid in duration");
            }
            BigDecimal quantity = quantity();
            fraction = quantity.scale() > 0;
            total = total.add(quantity.multiply(unit(time)));
            any = true;
            if (total.compareTo(DAY.multiply(BigDecimal.valueOf(0xFFFFFFFFL))) > 0) {
                throw new MalformedTimeException(TOO_LARGE);
            }
        }
        if (!any) {
            throw new MalformedTimeException(SHORT);
        }
        return total.setScale(6, RoundingMode.HALF_UP);
    }

    private BigDecimal unit(boolean time) throws MalformedTimeException {
        char c = peek();
        at++;
        int seconds =
                switch (c) {
                    case 'Y' -> time ? 0 : 365 * 86_400;
                    case 'M' -> time ? 60 : 30 * 86_400;
                    case 'W' -> time ? 0 : 7 * 86_400;
                    case 'D' -> time ? 0 : 86_400;
                    case 'H' -> time ? 3600 : 0;
                    case 'S' -> time ? 1 : 0;
                    default -> 0;
                };
        if (seconds == 0) {
            throw new MalformedTimeException(
                    "quantity invalid in " + (time ? "time" : "date") + " part of duration");
        }
        return new BigDecimal(seconds);
    }

    private BigDecimal quantity() throws MalformedTimeException {
        String whole = digits("invalid digit in duration");
        if (peek() != '.' && peek() != ',') {
            return new BigDecimal(whole);
        }
        at++;
        int start = at;
        while (IsoParser.isDigit(peek())) {
            at++;
        }
        String fraction = text.substring(start, Math.min(at, start + 18));
        return new BigDecimal(whole + "." + fraction + "0");
    }

    private String digits(String otherwise) throws MalformedTimeException {
        int start = at;
        while (IsoParser.isDigit(peek())) {
            at++;
        }
        if (at == start) {
            throw new MalformedTimeException(otherwise);
        }
        if (at - start > 18) {
            throw new MalformedTimeException(TOO_LARGE);
        }
        return text.substring(start, at);
    }

    private BigDecimal daysAndTime() throws MalformedTimeException {
        BigDecimal days = new BigDecimal(digits("invalid digit in duration")).multiply(DAY);
        blanks();
        if (peek() != 'd' && peek() != 'D') {
            throw new MalformedTimeException(
                    "\"day\" identifier in duration not correctly formatted");
        }
        at++;
        if (text.regionMatches(true, at, "ay", 0, 2)) {
            at += 2;
            at += peek() == 's' || peek() == 'S' ? 1 : 0;
        }
        at += peek() == ',' ? 1 : 0;
        blanks();
        return at == text.length() ? days : days.add(time(new BigDecimal(23)));
    }

    private void blanks() {
        while (peek() == ' ') {
            at++;
        }
    }

    private BigDecimal time(BigDecimal mostHours) throws MalformedTimeException {
        if (text.length() - at < 5) {
            throw new MalformedTimeException(SHORT);
        }
        BigDecimal hours = new BigDecimal(digits("invalid character in hour"));
        if (peek() != ':') {
            throw new MalformedTimeException("invalid character in hour");
        }
        if (hours.compareTo(mostHours) > 0) {
            throw new MalformedTimeException("durations may not exceed 999,999,999 hours");
        }
        at++;
        LocalTime rest = IsoParser.minutes(text.substring(at));
        BigDecimal seconds = BigDecimal.valueOf(rest.toNanoOfDay(), 9);
        return hours.multiply(new BigDecimal(3600)).add(seconds);
    }
}
