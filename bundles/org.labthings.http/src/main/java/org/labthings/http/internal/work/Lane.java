package org.labthings.http.internal.work;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Thing's share of the workers: so many of its requests at a time, so many that wait, the rest
 * is refused. A driver that hangs takes its own lane, not the server. Thread-safe.
 */
public final class Lane implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final String name;
    private final Executor pool;
    private final int width;
    private final int waitingLimit;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    /**
     * A lane of a pool.
     *
     * @param name for messages
     * @param width how many tasks run at a time
     * @param waitingLimit how many may wait
     */
    Lane(String name, Executor pool, int width, int waitingLimit) {
        this.name = name;
        this.pool = pool;
        this.width = width;
        this.waitingLimit = waitingLimit;
    }

    /** What it is for. */
    public String name() {
        return name;
    }

    /**
     * Runs a task soon.
     *
     * @throws RejectedExecutionException when too many wait already
     */
    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            if (running == width) {
                if (waiting.size() >= waitingLimit) {
                    throw new RejectedExecutionException(name + " has too many requests waiting");
                }
                waiting.add(task);
                return;
            }
            running++;
        }
        try {
            pool.execute(() -> runAll(task));
        } catch (RejectedExecutionException e) {
            synchronized (waiting) {
                running--;
            }
            throw e;
        }
    }

    private void runAll(Runnable first) {
        Runnable task = first;
        while (task != null) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("A request to {} could not be answered", name, e);
            }
            Thread.interrupted(); // a driver's leftover is not the next request's
            synchronized (waiting) {
                task = waiting.poll();
                if (task == null) {
                    running--;
                }
            }
        }
    }
}
