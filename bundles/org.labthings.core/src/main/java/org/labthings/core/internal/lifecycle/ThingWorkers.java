package org.labthings.core.internal.lifecycle;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.labthings.api.ServerNotRunningError;
import org.slf4j.Logger;

/** The tasks and threads that one open Thing has started; ended with it. Thread-safe. */
final class ThingWorkers {
    private final String thing;
    private final ExecutorService executor;
    private final Logger logger;
    private final Map<Thread, String> running = new LinkedHashMap<>(); // guarded by this
    private boolean closed; // guarded by this

    ThingWorkers(String thing, ExecutorService executor, Logger logger) {
        this.thing = thing;
        this.executor = executor;
        this.logger = logger;
    }

    <R> CompletableFuture<R> submit(Callable<R> task) {
        check();
        CompletableFuture<R> result = new CompletableFuture<>();
        executor.execute(
                () -> {
                    if (!enter(Thread.currentThread(), "a submitted task")) {
                        result.completeExceptionally(closedError());
                        return;
                    }
                    try {
                        result.complete(task.call());
                    } catch (Throwable e) { // whoever asked for the task is told
                        result.completeExceptionally(e);
                    } finally {
                        leave();
                    }
                });
        return result;
    }

    Thread start(String name, Runnable loop) {
        Thread t = new Thread(() -> run(name, loop), thing + "-" + name);
        t.setDaemon(true);
        if (!enter(t, t.getName())) {
            throw closedError();
        }
        t.start();
        return t;
    }

    private void run(String name, Runnable loop) {
        try {
            loop.run();
        } catch (Throwable e) { // nobody else would say which Thing it belonged to
            if (isClosed()) {
                logger.debug("Its thread '{}' ended: {}", name, e.toString());
            } else {
                logger.error("Its thread '{}' ended: {}", name, e.toString(), e);
            }
        } finally {
            leave();
        }
    }

    private void check() {
        if (isClosed()) {
            throw closedError();
        }
    }

    private ServerNotRunningError closedError() {
        return new ServerNotRunningError("'" + thing + "' is closed");
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean enter(Thread t, String name) {
        if (!closed) {
            running.put(t, name);
        }
        return !closed;
    }

    private synchronized void leave() {
        running.remove(Thread.currentThread());
        Thread.interrupted(); // was meant for the driver; the thread may go back to the pool
        notifyAll();
    }

    /** Interrupts everything; nothing new can start. */
    synchronized void interrupt() {
        closed = true;
        running.keySet().forEach(Thread::interrupt);
    }

    /**
     * Waits for what was interrupted.
     *
     * @return names of threads that ignore it
     */
    synchronized List<String> awaitEnd(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        while (!running.isEmpty() && left > 0) {
            wait(left / 1_000_000 + 1);
            left = end - System.nanoTime();
        }
        return List.copyOf(running.values());
    }
}
