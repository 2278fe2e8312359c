package org.labthings.driver.link;

import java.time.Duration;

/**
 * How long to wait before the next attempt: each time twice as long, up to a limit. Immutable.
 *
 * @param first before the second attempt
 * @param longest at most
 */
public record Backoff(Duration first, Duration longest) {
    /** Half a second to half a minute: quick after a cable was pulled, quiet over a weekend. */
    public static final Backoff USUAL = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    /** Checks its times. */
    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "The first wait must be positive and the longest no shorter, not "
                            + first
                            + " and "
                            + longest);
        }
    }

    /** The wait after this many failures in a row, 1 at least. */
    public Duration after(int failures) {
        int doublings = Math.min(Math.max(failures, 1) - 1, 30);
        double millis = first.toMillis() * Math.pow(2, doublings);
        return Duration.ofMillis((long) Math.min(millis, longest.toMillis()));
    }
}
