package org.labthings.gogo.internal.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.labthings.core.Problem;
import org.labthings.schema.ValidationException;

/**
 * Runs driver code for the shell: with a deadline, and interrupted when the user interrupts. At
 * most {@value #THREADS} at a time; a driver that blocks for ever holds one of them.
 */
final class DriverCalls implements AutoCloseable {
    private static final int THREADS = 8;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    0,
                    THREADS,
                    10,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    task -> {
                        Thread thread = new Thread(task, "labthings-shell-call");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** Calls; what goes wrong becomes a sentence. */
    <T> T call(String what, Callable<T> code) throws ShellException, InterruptedException {
        Future<T> future;
        try {
            future = threads.submit(code);
        } catch (RejectedExecutionException e) {
            throw new ShellException(
                    what + ": " + THREADS + " calls of drivers are under way and do not end");
        }
        try {
            return future.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new ShellException(
                    what + ": the driver has not answered within " + DEADLINE.toSeconds() + " s");
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw failure(what, e.getCause());
        }
    }

    static ShellException failure(String what, Throwable cause) {
        if (cause instanceof ValidationException) {
            return new ShellException(what + ": " + cause.getMessage());
        }
        Problem problem = Problem.of(cause);
        return new ShellException(
                what
                        + ": "
                        + problem.title()
                        + (problem.detail() == null ? "" : ": " + problem.detail()));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
