package org.labthings.testing.internal;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What is wrong with a method of a fake. From any thread.
 *
 * @param delay how long a call takes longer
 * @param failure what it throws then, or null
 * @param over is counted down when the fault is over
 */
public record Fault(Duration delay, Throwable failure, CountDownLatch over) {
    /** The longest that a call hangs, so that no test does. */
    public static final Duration LONGEST = Duration.ofMinutes(5);

    /** Whether a method may throw this. */
    public static boolean mayThrow(Method method, Throwable failure) {
        return failure instanceof RuntimeException
                || failure instanceof Error
                || Arrays.stream(method.getExceptionTypes()).anyMatch(t -> t.isInstance(failure));
    }

    /** Called on the thread that calls the method. */
    public void strike(Method method) throws Throwable {
        try {
            over.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            if (mayThrow(method, e)) {
                throw e;
            }
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method.getName() + " was interrupted", e);
        }
        if (failure != null && over.getCount() > 0) {
            throw failure;
        }
    }
}
