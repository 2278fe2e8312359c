package org.labthings.gogo.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times for people, in the zone of the server. */
final class Moments {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    private Moments() {}

    static String local(Instant at) {
        return at == null ? "" : DAY.format(at);
    }

    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    static String ago(Instant at) {
        return at == null ? "" : between(at, Instant.now());
    }

    /** {@code 850 ms}, {@code 12 s}, {@code 3 min}, {@code 5 h}, {@code 2 d}. */
    static String between(Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        long seconds = span.toSeconds();
        if (seconds < 1) {
            return Math.max(0, span.toMillis()) + " ms";
        }
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7200) {
            return span.toMinutes() + " min";
        }
        return seconds < 172_800 ? span.toHours() + " h" : span.toDays() + " d";
    }
}
