package org.labthings.http.internal.reply;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Times on the wire: ISO 8601 with microseconds, the fraction left out when it is zero. */
public final class Timestamps {
    private Timestamps() {}

    /** Local time of the server without an offset, as invocations have it; null stays null. */
    public static String local(Instant instant) {
        return instant == null
                ? null
                : text(LocalDateTime.ofInstant(instant, ZoneId.systemDefault())).toString();
    }

    /** UTC with a Z, as log records and states have it; null stays null. */
    public static String utc(Instant instant) {
        return instant == null
                ? null
                : text(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)).append('Z').toString();
    }

    private static StringBuilder text(LocalDateTime t) {
        StringBuilder out = new StringBuilder(27);
        digits(out, t.getYear(), 4).append('-');
        digits(out, t.getMonthValue(), 2).append('-');
        digits(out, t.getDayOfMonth(), 2).append('T');
        digits(out, t.getHour(), 2).append(':');
        digits(out, t.getMinute(), 2).append(':');
        digits(out, t.getSecond(), 2);
        int micros = t.getNano() / 1000;
        return micros == 0 ? out : digits(out.append('.'), micros, 6);
    }

    private static StringBuilder digits(StringBuilder out, int value, int width) {
        String s = Integer.toString(value);
        for (int i = s.length(); i < width; i++) {
            out.append('0');
        }
        return out.append(s);
    }
}
