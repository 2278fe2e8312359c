package org.labthings.core.internal.lifecycle;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.labthings.api.Thing;
import org.labthings.core.internal.invocation.InvocationStore;
import org.labthings.core.internal.property.Presence;
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

    void close(
            String name,
            Thing thing,
            ThingSettings settings,
            ThingWorkers workers,
            Presence presence) {
        try {
            warn(name, "actions", invocations.cancelAll(name, server.cancelGrace()));
            warn(name, "requests", presence.awaitEmpty(server.cancelGrace()));
            workers.interrupt();
            write(name, settings); // while it can be asked
            within(name, "close has not returned", () -> close(name, thing));
            warn(name, "threads", workers.awaitEnd(server.cancelGrace()));
            write(name, settings);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(String name, ThingSettings settings) throws InterruptedException {
        if (settings.isDirty()) {
            within(name, "the settings are not written", settings::flush);
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

    private static void close(String name, Thing thing) {
        try {
            thing.close();
        } catch (Throwable e) { // whatever a driver throws: it is closed now
            LOG.error("{}: close failed: {}", name, e.toString(), e);
        }
    }

    /** Runs what may call the driver, and goes on without it when it takes too long. */
    private void within(String name, String late, Runnable task) throws InterruptedException {
        Future<?> running = executor.submit(task);
        try {
            running.get(server.closeDeadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            running.cancel(true);
            LOG.error(
                    "{}: {} within {} ms; the server goes on without it",
                    name,
                    late,
                    server.closeDeadline().toMillis());
        } catch (ExecutionException e) {
            LOG.error("{}: {}: {}", name, late, e.getCause().toString(), e.getCause());
        }
    }
}
