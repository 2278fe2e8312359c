package org.labthings.testing.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what tells nobody when it changes. */
public final class Patience {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Patience() {}

    /**
     * Looks until it is so.
     *
     * @param otherwise what is said at the deadline
     * @throws AssertionError at the deadline
     */
    public static void await(
            Duration deadline, BooleanSupplier condition, Supplier<String> otherwise) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(
                        otherwise.get() + ", after " + deadline.toMillis() + " ms");
            }
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting: " + otherwise.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
