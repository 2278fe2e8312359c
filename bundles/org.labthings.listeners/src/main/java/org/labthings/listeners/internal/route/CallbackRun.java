package org.labthings.listeners.internal.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.labthings.listeners.CallbackResult;
import org.labthings.listeners.CallbackResult.Status;
import org.labthings.listeners.Frame;

/**
 * One call of one callback. Its end for the frame, and the end of its thread, are two things: after
 * a time-out or a cancellation the frame goes on, and what the thread still does is dropped.
 */
final class CallbackRun implements Runnable, Frame {
    private final FrameRun frame;
    private final RouteEntry entry;
    private final Workers workers;
    private final List<Runnable> onCancel = new ArrayList<>(); // guarded by this, as all below
    private Thread thread;
    private boolean started;
    private boolean ended;
    private boolean cancelled;
    private boolean stuck;
    private Future<?> timer;

    CallbackRun(FrameRun frame, RouteEntry entry, Workers workers) {
        this.frame = frame;
        this.entry = entry;
        this.workers = workers;
    }

    RouteEntry entry() {
        return entry;
    }

    /** Has it run, after its delay. */
    void schedule(boolean delayed) {
        Duration delay = entry.route.delay();
        if (delayed && !delay.isZero()) {
            Future<?> waits = workers.later(() -> workers.execute(this), delay);
            synchronized (this) {
                timer = started ? timer : waits;
            }
        } else {
            workers.execute(this);
        }
    }

    @Override
    public void run() {
        synchronized (this) {
            if (ended) {
                return;
            }
            started = true;
            thread = Thread.currentThread();
            Duration limit = entry.route.timeout();
            timer = limit.isZero() ? null : workers.later(() -> timedOut(limit), limit);
        }
        try {
            Object value = entry.route.callback().handle(frame.event(), this);
            if (value instanceof CompletionStage<?> later) {
                later.whenComplete(this::finished);
            } else {
                finished(value, null);
            }
        } catch (Throwable e) { // a callback's Error must not end the worker
            finished(null, e);
        } finally {
            released();
        }
    }

    private void released() {
        boolean wasStuck;
        synchronized (this) {
            thread = null;
            wasStuck = stuck;
            stuck = false;
            Thread.interrupted(); // it was meant for the callback
        }
        if (wasStuck) {
            workers.freed();
        }
    }

    private void finished(Object value, Throwable error) {
        Throwable cause =
                error instanceof CompletionException && error.getCause() != null
                        ? error.getCause()
                        : error;
        end(
                new CallbackResult(
                        entry.route,
                        cause == null ? Status.SUCCEEDED : Status.FAILED,
                        value,
                        cause),
                false);
    }

    private void timedOut(Duration limit) {
        TimeoutException late =
                new TimeoutException("It took longer than " + limit.toMillis() + " ms");
        end(new CallbackResult(entry.route, Status.TIMED_OUT, null, late), true);
    }

    /** Ends it for the frame; the callback is told. */
    void cancel() {
        end(new CallbackResult(entry.route, Status.CANCELLED, null, null), true);
    }

    /** Ends it for the frame if it has not begun; returns whether it has not. */
    boolean cancelUnlessStarted() {
        synchronized (this) {
            if (started) {
                return false;
            }
        }
        cancel();
        return true;
    }

    private void end(CallbackResult result, boolean tell) {
        List<Runnable> told = List.of();
        boolean nowStuck = false;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            if (timer != null) {
                timer.cancel(false);
            }
            if (tell) {
                cancelled = true;
                told = List.copyOf(onCancel);
                if (thread != null && thread != Thread.currentThread()) {
                    stuck = true;
                    nowStuck = true;
                    thread.interrupt();
                }
            }
            onCancel.clear();
        }
        if (nowStuck) {
            workers.stuck();
        }
        told.forEach(task -> frame.runQuietly(task));
        frame.ended(this, result);
    }

    /** Whether the thread that calls this runs the callback. */
    synchronized boolean isRunningHere() {
        return thread == Thread.currentThread();
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void onCancel(Runnable task) {
        synchronized (this) {
            if (!ended) {
                onCancel.add(task);
                return;
            }
            if (!cancelled) {
                return;
            }
        }
        frame.runQuietly(task);
    }

    @Override
    public List<CallbackResult> results() {
        return frame.results();
    }
}
