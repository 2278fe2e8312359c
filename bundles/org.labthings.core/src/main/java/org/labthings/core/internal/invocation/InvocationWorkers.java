package org.labthings.core.internal.invocation;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.labthings.core.BusyException;

/**
 * Threads that run actions: a new one whenever none is idle, up to a limit; beyond it a bounded
 * queue; beyond that the caller is told to come back. Idle threads end after ten seconds.
 */
final class InvocationWorkers {
    private final Semaphore free;
    private final BlockingQueue<Runnable> waiting;
    private final ExecutorService threads;
    private final int most;

    InvocationWorkers(int most, int queue) {
        this.most = most;
        free = new Semaphore(most);
        waiting = new ArrayBlockingQueue<>(queue);
        AtomicLong number = new AtomicLong();
        threads =
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE, // the semaphore is the limit
                        10,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        task -> {
                            Thread t = new Thread(task, "action-" + number.incrementAndGet());
                            t.setDaemon(true);
                            return t;
                        });
    }

    /**
     * Runs a task as soon as a thread is free; never blocks.
     *
     * @throws BusyException when threads and queue are all taken
     */
    void execute(Runnable task) {
        if (free.tryAcquire()) {
            start(task);
        } else if (waiting.offer(task)) {
            startWaiting(); // a thread may have become free before the task was in the queue
        } else {
            throw new BusyException(
                    most
                            + " actions are running and "
                            + waiting.size()
                            + " wait for a worker; try again later, or cancel some",
                    Duration.ofSeconds(1));
        }
    }

    /** Runs a task at once on a thread of its own, whatever else runs. */
    void executeNow(Runnable task) {
        Thread t = new Thread(task, "emergency-action");
        t.setDaemon(true);
        t.setPriority(Thread.MAX_PRIORITY);
        t.start();
    }

    private void start(Runnable first) {
        threads.execute(
                () -> {
                    for (Runnable task = first; task != null; task = waiting.poll()) {
                        task.run();
                    }
                    free.release();
                    startWaiting();
                });
    }

    private void startWaiting() {
        while (!waiting.isEmpty() && free.tryAcquire()) {
            Runnable task = waiting.poll();
            if (task == null) {
                free.release();
            } else {
                start(task);
            }
        }
    }

    int running() {
        return most - free.availablePermits();
    }

    int queued() {
        return waiting.size();
    }

    void stop() {
        threads.shutdownNow();
    }
}
