package org.labthings.schema.internal.time;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * A date and time, with or without a zone.
 *
 * @param local as on the clock
 * @param offset from UTC, or null
 */
public record Moment(LocalDateTime local, ZoneOffset offset) {
    /** Larger time stamps count milliseconds. */
    private static final BigDecimal WATERSHED = new BigDecimal("2e10");

    private static final BigDecimal FIRST = new BigDecimal("-62167219200");
    private static final BigDecimal AFTER = new BigDecimal("253402300800");
    private static final BigDecimal MILLION = new BigDecimal(1_000_000);
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]{1,18}(?:\\.[0-9]{0,30})?|\\.[0-9]{1,30})");

    /** A time stamp in seconds, or, if large, milliseconds since 1970, in UTC. */
    public static Moment ofEpoch(double stamp) throws MalformedTimeException {
        if (Double.isNaN(stamp)) {
            throw new MalformedTimeException("NaN values not permitted");
        }
        return ofEpoch(
                Double.isInfinite(stamp)
                        ? new BigDecimal(Math.copySign(1e300, stamp))
                        : new BigDecimal(Double.toString(stamp)));
    }

    /** As of a float. */
    public static Moment ofEpoch(BigInteger stamp) throws MalformedTimeException {
        return ofEpoch(new BigDecimal(stamp));
    }

    private static Moment ofEpoch(BigDecimal stamp) throws MalformedTimeException {
        BigDecimal seconds = stamp.abs().compareTo(WATERSHED) > 0 ? stamp.movePointLeft(3) : stamp;
        if (seconds.compareTo(FIRST) < 0) {
            throw new MalformedTimeException(
                    "dates before 0000 are not supported as unix timestamps");
        }
        if (seconds.compareTo(AFTER) >= 0) {
            throw new MalformedTimeException(
                    "dates after 9999 are not supported as unix timestamps");
        }
        BigInteger micros =
                seconds.multiply(MILLION).setScale(0, RoundingMode.HALF_UP).toBigInteger();
        BigInteger[] parts = floorDivide(micros);
        LocalDateTime local =
                LocalDateTime.ofEpochSecond(
                        parts[0].longValueExact(), parts[1].intValueExact() * 1000, ZoneOffset.UTC);
        if (local.getYear() < 1 || local.getYear() > 9999) {
            throw new MalformedTimeException("year " + local.getYear() + " is out of range");
        }
        return new Moment(local, ZoneOffset.UTC);
    }

    private static BigInteger[] floorDivide(BigInteger micros) {
        BigInteger million = MILLION.toBigInteger();
        BigInteger rest = micros.mod(million);
        return new BigInteger[] {micros.subtract(rest).divide(million), rest};
    }

    /** Whether a string is a number, and thus a time stamp. */
    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** A date and time, or a time stamp as text. */
    public static Moment parse(String text) throws MalformedTimeException {
        return isNumber(text) ? ofEpoch(new BigDecimal(text)) : IsoParser.dateTime(text);
    }

    /** A time of day as seconds since midnight, in UTC. */
    public static Moment ofSecondOfDay(double seconds) throws MalformedTimeException {
        if (Double.isNaN(seconds)) {
            throw new MalformedTimeException("NaN values not permitted");
        }
        if (seconds < 0) {
            throw new MalformedTimeException("time in seconds should be positive");
        }
        if (seconds >= 86_400) {
            throw new MalformedTimeException("numeric times may not exceed 86,399 seconds");
        }
        return ofEpoch(seconds);
    }

    /** Whether it is midnight. */
    public boolean isDate() {
        return local.toLocalTime().equals(LocalTime.MIDNIGHT);
    }
}
