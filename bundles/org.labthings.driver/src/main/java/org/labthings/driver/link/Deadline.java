package org.labthings.driver.link;

import java.time.Duration;
import org.labthings.api.Invocation;

/**
 * The end of a wait: a point in time, and whether the wait also ends when the action that waits is
 * cancelled.
 *
 * <pre>{@code
 * Deadline end = Deadline.in(Duration.ofSeconds(3));
 * while (!arrived() && !end.isOver()) {
 *     end.check();
 *     look(end.slice(100));
 * }
 * }</pre>
 */
public final class Deadline {
    private final Duration allowed;
    private final long end;
    private final boolean cancellable;

    private Deadline(Duration allowed, boolean cancellable) {
        this.allowed = allowed;
        this.end = System.nanoTime() + allowed.toNanos();
        this.cancellable = cancellable;
    }

    /** That much from now. */
    public static Deadline in(Duration time) {
        return new Deadline(time, false);
    }

    /** That much from now, or when the current invocation is cancelled. */
    public static Deadline cancellable(Duration time) {
        return new Deadline(time, true);
    }

    /** How much it was at first. */
    public Duration allowed() {
        return allowed;
    }

    /** How much is left, negative when it is over. */
    public long nanosLeft() {
        return end - System.nanoTime();
    }

    /** Whether it is over. */
    public boolean isOver() {
        return nanosLeft() <= 0;
    }

    /** What is left, in milliseconds, but 1 at least and the longest at most. */
    public long slice(long longest) {
        return Math.max(1, Math.min(longest, nanosLeft() / 1_000_000));
    }

    /**
     * Ends the wait when somebody asked for that.
     *
     * @throws org.labthings.api.InvocationCancelledError when it is cancellable and was cancelled
     * @throws InterruptedException when the thread is interrupted, which clears the interrupt
     */
    public void check() throws InterruptedException {
        if (cancellable) {
            Invocation.raiseIfCancelled();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for an instrument");
        }
    }
}
