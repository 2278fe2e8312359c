package org.labthings.schema.internal.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Reads ISO 8601 dates and times, as far as LabThings accepts them. */
public final class IsoParser {
    private static final String EXTRA = "unexpected extra characters at the end of the input";
    private static final String SHORT = "input is too short";

    private final String text;
    private int at;

    private IsoParser(String text) {
        this.text = text;
    }

    /** A date alone. */
    public static LocalDate date(String text) throws MalformedTimeException {
        IsoParser parser = new IsoParser(text);
        LocalDate date = parser.date();
        parser.end();
        return date;
    }

    /** A date and a time. */
    public static Moment dateTime(String text) throws MalformedTimeException {
        IsoParser parser = new IsoParser(text);
        LocalDate date = parser.date();
        if (parser.at < text.length() && "Tt_ ".indexOf(text.charAt(parser.at)) < 0) {
            throw new MalformedTimeException(
                    "invalid datetime separator, expected `T`, `t`, `_` or space");
        }
        parser.at++;
        LocalTime time = parser.time();
        ZoneOffset offset = parser.offset();
        parser.end();
        return new Moment(LocalDateTime.of(date, time), offset);
    }

    /** A time of day; its date is the first of 1970. */
    public static Moment time(String text) throws MalformedTimeException {
        IsoParser parser = new IsoParser(text);
        LocalTime time = parser.time();
        ZoneOffset offset = parser.offset();
        parser.end();
        return new Moment(LocalDateTime.of(LocalDate.EPOCH, time), offset);
    }

    /** Minutes, and perhaps seconds, that follow an hour: {@code 59:59.5}. */
    static LocalTime minutes(String text) throws MalformedTimeException {
        IsoParser parser = new IsoParser("00:" + text);
        LocalTime time = parser.time();
        parser.end();
        return time;
    }

    private LocalDate date() throws MalformedTimeException {
        if (text.length() < 10) {
            throw new MalformedTimeException(SHORT);
        }
        int year = digits(4, "invalid character in year");
        expect('-', "invalid date separator, expected `-`");
        int month = digits(2, "invalid character in month");
        expect('-', "invalid date separator, expected `-`");
        int day = digits(2, "invalid character in day");
        if (month < 1 || month > 12) {
            throw new MalformedTimeException("month value is outside expected range of 1-12");
        }
        try {
            LocalDate date = LocalDate.of(year, month, day);
            if (year > 0) {
                return date;
            }
        } catch (DateTimeException e) {
            throw new MalformedTimeException("day value is outside expected range");
        }
        throw new MalformedTimeException("year 0 is out of range");
    }

    private LocalTime time() throws MalformedTimeException {
        if (text.length() - at < 5) {
            throw new MalformedTimeException(SHORT);
        }
        int hour = digits(2, "invalid character in hour");
        expect(':', "invalid time separator, expected `:`");
        int minute = digits(2, "invalid character in minute");
        within(hour, 23, "hour value is outside expected range of 0-23");
        within(minute, 59, "minute value is outside expected range of 0-59");
        int second = 0;
        int nano = 0;
        if (at < text.length() && text.charAt(at) == ':') {
            at++;
            second = digits(2, "invalid character in second");
            within(second, 59, "second value is outside expected range of 0-59");
            nano = fraction();
        }
        return LocalTime.of(hour, minute, second, nano);
    }

    private int fraction() throws MalformedTimeException {
        if (at >= text.length() || ".,".indexOf(text.charAt(at)) < 0) {
            return 0;
        }
        int start = ++at;
        int micros = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            if (at - start < 6) {
                micros = micros * 10 + text.charAt(at) - '0';
            }
            at++;
        }
        if (at == start) {
            throw new MalformedTimeException("second fraction digits missing after `.`");
        }
        for (int n = at - start; n < 6; n++) {
            micros *= 10;
        }
        return micros * 1000;
    }

    private ZoneOffset offset() throws MalformedTimeException {
        if (at >= text.length()) {
            return null;
        }
        char sign = text.charAt(at++);
        if (sign == 'Z' || sign == 'z') {
            return ZoneOffset.UTC;
        }
        if (sign != '+' && sign != '-' && sign != '\u2212') {
            throw new MalformedTimeException("invalid timezone sign");
        }
        int hours = digits(2, "invalid timezone hour");
        if (at < text.length() && text.charAt(at) == ':') {
            at++;
        }
        int minutes = digits(2, "invalid timezone minute");
        within(minutes, 59, "timezone minute value is outside expected range of 0-59");
        within(hours, 23, "timezone offset must be less than 24 hours");
        int seconds = hours * 3600 + minutes * 60;
        within(seconds, 18 * 3600, "timezone offset must not exceed 18 hours");
        return ZoneOffset.ofTotalSeconds(sign == '+' ? seconds : -seconds);
    }

    private int digits(int count, String otherwise) throws MalformedTimeException {
        int value = 0;
        for (int i = 0; i < count; i++, at++) {
            if (at >= text.length() || !isDigit(text.charAt(at))) {
                throw new MalformedTimeException(otherwise);
            }
            value = value * 10 + text.charAt(at) - '0';
        }
        return value;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void expect(char c, String otherwise) throws MalformedTimeException {
        if (at >= text.length() || text.charAt(at++) != c) {
            throw new MalformedTimeException(otherwise);
        }
    }

    private static void within(int value, int most, String otherwise)
            throws MalformedTimeException {
        if (value > most) {
            throw new MalformedTimeException(otherwise);
        }
    }

    private void end() throws MalformedTimeException {
        if (at < text.length()) {
            throw new MalformedTimeException(EXTRA);
        }
    }
}
