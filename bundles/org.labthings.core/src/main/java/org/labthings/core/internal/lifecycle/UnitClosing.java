package org.labthings.core.internal.lifecycle;

import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.labthings.api.Thing;
import org.labthings.core.internal.invocation.InvocationStore;
import org.labthings.core.internal.settings.ThingSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes one Thing: its actions are cancelled and get a grace, its tasks are interrupted, {@code
 * close} runs with a deadline, its settings are flushed. On a worker thread; every wait is bounded,
 * and what does not end in time is named and left alone.
 */
final class UnitClosing {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.lifecycle");

    private final ServerSettings server;
    private final InvocationStore invocations;
    private final ExecutorService executor;

    UnitClosing(ServerSettings server, InvocationStore invocations, ExecutorService executor) {
        this.server = server;
        this.invocations = invocations;
        this.executor = executor;
    }

    void close(String name, Thing thing, ThingSettings settings, ThingWorkers workers) {
        try {
            warn(name, "actions", invocations.cancelAll(name, server.cancelGrace()));
            workers.interrupt();
            runClose(name, thing);
            warn(name, "threads", workers.awaitEnd(server.cancelGrace()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            settings.flush();
        }
    }

    private static void warn(String name, String what, Collection<String> left) {
        if (!left.isEmpty()) {
            LOG.warn(
                    "{}: its {} {} ignore cancellation and interruption; they are left to"
                            + " themselves, and keep its classes in memory until they end",
                    name,
                    what,
                    left);
        }
    }

    private void runClose(String name, Thing thing) throws InterruptedException {
        Future<?> closing =
                executor.submit(
                        () -> {
                            try {
                                thing.close();
                            } catch (Throwable e) { // whatever a driver throws: it is closed now
                                LOG.error("{}: close failed: {}", name, e.toString(), e);
                            }
                        });
        try {
            closing.get(server.closeDeadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            closing.cancel(true);
            LOG.error(
                    "{}: close has not returned within {} ms; the server goes on without it",
                    name,
                    server.closeDeadline().toMillis());
        } catch (java.util.concurrent.ExecutionException e) {
            LOG.error("{}: close failed: {}", name, e.toString());
        }
    }
}
