package org.labthings.schema.internal.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;

/** Dates and times as ISO 8601 text, in the form that Python gives them. */
public final class IsoText {
    private IsoText() {}

    /** The text of a date, time or date-time of {@code java.time}; null for other temporals. */
    public static String format(TemporalAccessor value) {
        if (value instanceof LocalDateTime t) {
            return local(t);
        }
        if (value instanceof OffsetDateTime t) {
            return local(t.toLocalDateTime()) + t.getOffset();
        }
        if (value instanceof ZonedDateTime t) {
            return local(t.toLocalDateTime()) + t.getOffset();
        }
        if (value instanceof Instant t) {
            return local(LocalDateTime.ofInstant(t, ZoneOffset.UTC)) + "Z";
        }
        if (value instanceof LocalDate t) {
            return t.toString();
        }
        if (value instanceof LocalTime t) {
            return time(t);
        }
        return value instanceof OffsetTime t ? time(t.toLocalTime()) + t.getOffset() : null;
    }

    private static String local(LocalDateTime t) {
        return t.toLocalDate() + "T" + time(t.toLocalTime());
    }

    private static String time(LocalTime t) {
        StringBuilder out = new StringBuilder(15);
        two(out, t.getHour()).append(':');
        two(out, t.getMinute()).append(':');
        two(out, t.getSecond());
        int micros = t.getNano() / 1000;
        if (micros != 0) {
            out.append('.').append(Integer.toString(1_000_000 + micros), 1, 7);
        }
        return out.toString();
    }

    private static StringBuilder two(StringBuilder out, int n) {
        return n < 10 ? out.append('0').append(n) : out.append(n);
    }
}
