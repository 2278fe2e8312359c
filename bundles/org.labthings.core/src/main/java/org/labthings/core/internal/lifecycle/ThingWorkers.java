package org.labthings.core.internal.lifecycle;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.labthings.api.ServerNotRunningError;

/** The tasks and threads that one open Thing has started; ended with it. */
final class ThingWorkers {
    private final String thing;
    private final ExecutorService executor;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ThingWorkers(String thing, ExecutorService executor) {
        this.thing = thing;
        this.executor = executor;
    }

    <R> CompletableFuture<R> submit(Callable<R> task) {
        check();
        CompletableFuture<R> result = new CompletableFuture<>();
        executor.execute(
                () -> {
                    Thread self = Thread.currentThread();
                    threads.add(self);
                    try {
                        result.complete(task.call());
                    } catch (Throwable e) { // whoever asked for the task is told
                        result.completeExceptionally(e);
                    } finally {
                        threads.remove(self);
                        Thread.interrupted(); // the thread goes back to the pool
                    }
                });
        return result;
    }

    Thread start(String name, Runnable loop) {
        check();
        Thread t =
                new Thread(
                        () -> {
                            try {
                                loop.run();
                            } finally {
                                threads.remove(Thread.currentThread());
                            }
                        },
                        thing + "-" + name);
        t.setDaemon(true);
        threads.add(t);
        t.start();
        return t;
    }

    private void check() {
        if (closed) {
            throw new ServerNotRunningError("'" + thing + "' is closed");
        }
    }

    /** Interrupts everything; nothing new can start. */
    void interrupt() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }

    /**
     * Waits for what was interrupted.
     *
     * @return names of threads that ignore it
     */
    Set<String> awaitEnd(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Set<String> left = ConcurrentHashMap.newKeySet();
        for (Thread t : Set.copyOf(threads)) {
            long millis = Math.max(1, (end - System.nanoTime()) / 1_000_000);
            if (t.getName().startsWith(thing + "-")) {
                t.join(millis);
                if (t.isAlive()) {
                    left.add(t.getName());
                }
            }
        }
        return left;
    }
}
