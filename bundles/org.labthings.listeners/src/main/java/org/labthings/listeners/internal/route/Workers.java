package org.labthings.listeners.internal.route;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one router: a pool for callbacks, and a timer on which nothing runs that could
 * take long. Both have threads only while there is something to do. A callback that does not end in
 * its time is made up for by one more thread, within bounds, so that it cannot starve the others.
 */
final class Workers {
    private static final int THREADS = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);
    private static final int MOST_MADE_UP_FOR = 32;
    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor timer;
    private final AtomicInteger stuck = new AtomicInteger();

    Workers(String name) {
        pool =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(), // bounded by the frames a router takes
                        threads(name));
        pool.allowCoreThreadTimeOut(true);
        timer = new ScheduledThreadPoolExecutor(1, threads(name + "-timer"));
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** After the end nothing runs any more; whoever waits for it was cancelled. */
    void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            if (!pool.isShutdown()) {
                throw e;
            }
        }
    }

    Future<?> later(Runnable task, Duration delay) {
        try {
            return schedule(task, delay.toNanos());
        } catch (RejectedExecutionException e) {
            return new FutureTask<>(() -> null); // it is over
        }
    }

    ScheduledFuture<?> schedule(Runnable task, long nanos) {
        return timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    void stuck() {
        resize(stuck.incrementAndGet());
    }

    void freed() {
        resize(stuck.decrementAndGet());
    }

    private synchronized void resize(int over) {
        int threads = THREADS + Math.max(0, Math.min(MOST_MADE_UP_FOR, over));
        if (threads > pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(threads);
            pool.setCorePoolSize(threads);
        } else {
            pool.setCorePoolSize(threads);
            pool.setMaximumPoolSize(threads);
        }
    }

    int stuckNow() {
        return stuck.get();
    }

    /** Running callbacks end by themselves. */
    void shutdown() {
        timer.shutdownNow();
        pool.shutdown();
    }
}
