package org.labthings.client.internal.observe;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before another try: longer each time, never in step with others. */
public final class Patience {
    private static final long FIRST_MILLIS = 100;

    private final long mostMillis;
    private long next = FIRST_MILLIS;

    /**
     * Without any failure yet.
     *
     * @param mostMillis the longest wait
     */
    public Patience(long mostMillis) {
        this.mostMillis = Math.max(FIRST_MILLIS, mostMillis);
    }

    /** A try failed: milliseconds until the next one. */
    public synchronized long failed() {
        long now = next;
        next = Math.min(mostMillis, next * 2);
        return now / 2 + ThreadLocalRandom.current().nextLong(now / 2 + 1);
    }

    /** A try worked. */
    public synchronized void worked() {
        next = FIRST_MILLIS;
    }
}
