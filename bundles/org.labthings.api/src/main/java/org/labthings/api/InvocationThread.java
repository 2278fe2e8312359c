package org.labthings.api;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A helper thread with an invocation id and a cancel event of its own (LabThings' {@code
 * ThreadWithInvocationID}). Its log records belong to no invocation, and it does not own a global
 * lock that its starter holds.
 *
 * @param <R> result of the task
 */
public final class InvocationThread<R> {
    private final UUID id = UUID.randomUUID();
    private final CancelEvent cancelEvent = new CancelEvent();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile R result;
    private volatile Throwable exception;

    /**
     * A thread that will run the task; start it by {@link #start}.
     *
     * @param task may block; what it throws is kept for {@link #exception}
     */
    public InvocationThread(Callable<R> task) {
        thread = new Thread(() -> run(task), "invocation-thread-" + id);
        thread.setDaemon(true);
    }

    private void run(Callable<R> task) {
        try {
            result = Invocation.callIn(new Scope(), task);
        } catch (Throwable e) { // nothing is re-thrown: the starter asks for the exception
            exception = e;
        } finally {
            ended.countDown();
        }
    }

    /**
     * Starts the task; once.
     *
     * @return this
     * @throws IllegalThreadStateException when it was started before
     */
    public InvocationThread<R> start() {
        thread.start();
        return this;
    }

    /** {@return the identity of this thread's own invocation} */
    public UUID invocationId() {
        return id;
    }

    /** Asks the task to end: its next {@link Invocation#sleep} raises. */
    public void cancel() {
        cancelEvent.set();
    }

    /** {@return the task's result, null while it runs or when it failed} */
    public R result() {
        return result;
    }

    /** {@return whatever the task threw, cancellation included, or null} */
    public Throwable exception() {
        return exception;
    }

    /**
     * Waits for the end of the task.
     *
     * @param limit how long at most; zero or negative: only looks
     * @return whether it has ended
     * @throws InterruptedException when the calling thread is interrupted; the task goes on
     */
    public boolean join(Duration limit) throws InterruptedException {
        return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Waits for the end of the task. When the calling invocation is cancelled meanwhile, the task
     * is cancelled too, and once it has ended the cancellation goes on in the caller. A task that
     * ignores it is waited for; each further request is handed on.
     *
     * @param pollInterval how often to look whether the caller was cancelled; above zero
     * @throws InvocationCancelledError when the caller was cancelled, after the task has ended
     * @throws InterruptedException when the calling thread is interrupted; the task goes on
     */
    public void joinAndPropagateCancel(Duration pollInterval) throws InterruptedException {
        boolean cancelled = false;
        while (!ended.await(pollInterval.toNanos(), TimeUnit.NANOSECONDS)) {
            try {
                Invocation.raiseIfCancelled();
            } catch (InvocationCancelledError e) {
                cancelled = true;
                cancel();
            }
        }
        if (cancelled) {
            throw new InvocationCancelledError("");
        }
    }

    private final class Scope implements Invocation {
        @Override
        public UUID id() {
            return id;
        }

        @Override
        public CancelEvent cancelEvent() {
            return cancelEvent;
        }

        @Override
        public List<LogRecord> log() {
            return List.of();
        }

        @Override
        public void append(LogRecord entry) {
            // As in LabThings: a child's records belong to no invocation that anybody can read.
        }

        @Override
        public void reportProgress(double fraction, String text) {
            // The child has no resource that could show it.
        }
    }
}
