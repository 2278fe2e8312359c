package org.labthings.core.internal.lifecycle;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which the life of Things is decided; no driver code runs on it. */
final class DecisionThread {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.lifecycle");

    private final ScheduledExecutorService executor;
    private volatile Thread self;

    DecisionThread() {
        executor =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread t = new Thread(task, "labthings-lifecycle");
                            t.setDaemon(true);
                            self = t;
                            return t;
                        });
    }

    /** Takes up an event; after the end of the server it is ignored. */
    void run(Runnable event) {
        later(event, 0);
    }

    /** Takes up an event after some time. */
    void later(Runnable event, long millis) {
        try {
            executor.schedule(() -> guarded(event), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("An event came after the server stopped");
        }
    }

    private static void guarded(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            LOG.error("The life cycle failed: {}", e.toString(), e);
        }
    }

    /** Whether the caller runs on it, and so must not wait for it. */
    boolean isCurrent() {
        return Thread.currentThread() == self;
    }

    void end() {
        executor.shutdown();
    }
}
