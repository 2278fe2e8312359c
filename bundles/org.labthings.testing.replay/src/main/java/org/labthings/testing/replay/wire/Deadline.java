package org.labthings.testing.replay.wire;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** A moment after which nobody waits any longer. Immutable. */
public final class Deadline {
    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    public static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** After so many seconds, as recordings give them. */
    public static Deadline seconds(double seconds) {
        return new Deadline(System.nanoTime() + (long) (seconds * 1e9));
    }

    public boolean passed() {
        return nanos - System.nanoTime() <= 0;
    }

    /**
     * What is left, as a socket's time-out: at least 1.
     *
     * @throws SocketTimeoutException when it has passed
     */
    int millis() throws SocketTimeoutException {
        long left = nanos - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("nothing came in time");
        }
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, left / 1_000_000));
    }
}
