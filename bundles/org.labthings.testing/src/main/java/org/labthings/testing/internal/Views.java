package org.labthings.testing.internal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.labthings.core.Things;
import org.labthings.core.ThingsListener;

/** The newest view of all Things, and how to wait for another one. From any thread. */
final class Views implements ThingsListener {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private ThingsListener first;
    private Things newest;

    /** A listener that is told of each view before anybody who waits here sees it. */
    void tellFirst(ThingsListener listener) {
        lock.lock();
        try {
            first = listener;
            if (newest != null) {
                listener.thingsChanged(newest);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void thingsChanged(Things things) {
        lock.lock();
        try {
            if (first != null) {
                first.thingsChanged(things);
            }
            newest = things;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The newest view; an empty one until the core has told of one. */
    Things newest() {
        lock.lock();
        try {
            return newest == null ? new Things(Map.of(), Map.of(), false) : newest;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a view.
     *
     * @throws AssertionError at the deadline: with how the Things are instead
     */
    Things await(String what, Predicate<Things> wanted, Duration deadline) {
        long left = deadline.toNanos();
        lock.lock();
        try {
            while (newest == null || !wanted.test(newest)) {
                if (left <= 0) {
                    throw new AssertionError(
                            what + " within " + deadline + ", but " + text(newest));
                }
                left = changed.awaitNanos(left);
            }
            return newest;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting: " + what, e);
        } finally {
            lock.unlock();
        }
    }

    /** How all Things are, a line each. */
    static String text(Things things) {
        if (things == null) {
            return "the core has not told of any Thing";
        }
        StringBuilder text = new StringBuilder();
        things.statuses()
                .values()
                .forEach(
                        s ->
                                text.append(text.isEmpty() ? "" : "\n")
                                        .append("'" + s.name() + "' is " + s.state() + ": ")
                                        .append(s.reason()));
        return text.isEmpty() ? "there is no Thing" : text.toString();
    }
}
