package org.labthings.api;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The request to cancel one invocation. One request raises one {@link InvocationCancelledError}:
 * raising clears it, so that an action may catch the error, clean up, and be cancelled again.
 */
public final class CancelEvent {
    private static final String MESSAGE = "The action was cancelled.";

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean set;

    /** Asks for cancellation. Several requests before the action looks count as one. */
    public void set() {
        lock.lock();
        try {
            set = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether a request is pending} Asking does not clear it. */
    public boolean isSet() {
        lock.lock();
        try {
            return set;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Raises, and clears, a pending request.
     *
     * @throws InvocationCancelledError when one is pending
     */
    public void raiseIfSet() {
        lock.lock();
        try {
            raise();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the given time, or until cancelled.
     *
     * @param time zero or negative: only looks for a request
     * @throws InvocationCancelledError at once, when a request is pending or arrives
     * @throws InterruptedException when the thread is interrupted and no request is pending
     */
    public void sleep(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            raise();
            while (left > 0) {
                left = changed.awaitNanos(left);
                raise();
            }
        } catch (InterruptedException e) {
            raise(); // an interruptible action is cancelled by flag and interrupt: the flag says
            // why
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a request is pending, at most for the given time; does not clear it. */
    boolean await(Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = time.toNanos();
            while (!set && left > 0) {
                left = changed.awaitNanos(left);
            }
            return set;
        } finally {
            lock.unlock();
        }
    }

    private void raise() {
        if (set) {
            set = false;
            throw new InvocationCancelledError(MESSAGE);
        }
    }

    /** Sleeps without any invocation. */
    static void plainSleep(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
