package org.labthings.security.internal.account;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where passwords are hashed, one at a time: a hash takes a good part of a second of a processor,
 * and nothing interrupts it. So that its work does not outlive its classes, {@link #close} waits
 * for what runs, and what runs even longer ends in silence.
 */
public final class HashingThread implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.security");
    private static final int WAITING = 32;
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor executor;
    private final Duration patience;
    private volatile boolean closed;

    /**
     * Starts its thread when it is needed.
     *
     * @param patience how long {@link #close} waits
     */
    public HashingThread(Duration patience) {
        this.patience = patience;
        this.executor =
                new ThreadPoolExecutor(
                        1,
                        1,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(WAITING),
                        this::thread);
        executor.allowCoreThreadTimeOut(true);
    }

    private Thread thread(Runnable tasks) {
        Thread thread = new Thread(tasks, "labthings-passwords");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(
                (which, problem) -> {
                    if (!closed) { // afterwards it is that its classes are gone
                        LOG.error("Hashing a password failed", problem);
                    }
                });
        return thread;
    }

    /**
     * Runs it when it is its turn.
     *
     * @throws RejectedExecutionException when too many wait, or it is closed
     */
    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /**
     * Forgets what waits; blocks while a task runs, as long as its patience lasts. Only then is the
     * task interrupted: an interrupt does not stop a hash, but would close the file that it goes
     * into.
     */
    @Override
    public void close() {
        closed = true;
        executor.shutdown();
        executor.getQueue().clear();
        try {
            if (!executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
