package org.labthings.core.internal.lifecycle;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.labthings.api.Thing;
import org.labthings.core.internal.lifecycle.ThingUnit.Phase;
import org.labthings.core.internal.log.ThingLogger;
import org.labthings.core.internal.property.Presence;
import org.labthings.core.internal.settings.ThingSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the driver code of a Thing's life (constructor, {@code open}, {@code close}) on workers, and
 * takes up each outcome on the life-cycle thread, where all its methods are called.
 */
final class UnitJobs {
    private static final int LONGEST_TRACE = 20_000;
    private static final Logger LOG = LoggerFactory.getLogger("labthings.lifecycle");

    private final ServerSettings server;
    private final UnitConstruction construction;
    private final UnitConstruction.Platform platform;
    private final UnitClosing closing;
    private final ExecutorService workers;
    private final DecisionThread thread;
    private final Overview overview;
    private final Neighbours neighbours;
    private final Runnable step;
    private final Runnable lookAgain;
    private long opened;

    UnitJobs(
            ServerSettings server,
            UnitConstruction construction,
            UnitConstruction.Platform platform,
            ExecutorService workers,
            DecisionThread thread,
            Overview overview,
            Neighbours neighbours,
            Runnable step,
            Runnable lookAgain) {
        this.server = server;
        this.construction = construction;
        this.platform = platform;
        this.closing = new UnitClosing(server, platform.invocations(), workers);
        this.workers = workers;
        this.thread = thread;
        this.overview = overview;
        this.neighbours = neighbours;
        this.step = step;
        this.lookAgain = lookAgain;
    }

    /** Constructs it; early when the one that it replaces still runs. */
    void construct(ThingUnit u, boolean early) {
        u.enter(Phase.CONSTRUCTING);
        u.early = early;
        ConfiguredThing configuration = u.configuration;
        work(
                u,
                () -> construction.construct(u.reference, configuration, early),
                made -> {
                    u.thing = made.thing();
                    u.model = made.model();
                    u.settings = made.settings();
                    u.presence = made.presence();
                    u.enter(Phase.CONSTRUCTED);
                });
    }

    void open(ThingUnit u) {
        u.enter(Phase.OPENING);
        u.failure = null;
        u.trace = null;
        u.presence.away(false);
        u.workers = new ThingWorkers(u.name(), workers, ThingLogger.of(u.name(), server::debug));
        OpenContext context =
                new OpenContext(
                        u.configuration,
                        server,
                        platform.lock(),
                        ThingLogger.of(u.name(), server::debug),
                        u.workers,
                        neighbours,
                        lookAgain);
        u.context = context;
        Thing thing = u.thing;
        ThingSettings settings = u.settings;
        work(
                u,
                () -> {
                    if (!settings.isLoaded()) { // its predecessor wrote them until now
                        settings.load();
                    }
                    thing.open(context);
                    return true;
                },
                done -> {
                    u.enter(Phase.OPEN);
                    u.openSequence = ++opened;
                });
    }

    void close(ThingUnit u) {
        u.enter(Phase.CLOSING);
        Thing thing = u.thing;
        ThingSettings settings = u.settings;
        ThingWorkers running = u.workers;
        Presence presence = u.presence;
        work(
                u,
                () -> {
                    closing.close(u.name(), thing, settings, running, presence);
                    return true;
                },
                done -> {
                    u.needs.clear();
                    u.enter(Phase.CONSTRUCTED);
                });
    }

    /** Closes on the present thread, at the end of the server. */
    void closeNow(ThingUnit u) {
        u.presence.away(true);
        closing.close(u.name(), u.thing, u.settings, u.workers, u.presence);
        thread.run(() -> u.enter(Phase.CONSTRUCTED));
    }

    /** Interrupts a constructor or {@code open} that nobody waits for any more. */
    void interrupt(ThingUnit u) {
        synchronized (u) {
            if (u.runner != null) {
                u.runner.interrupt();
            }
        }
    }

    private interface Job<R> {
        R run() throws Exception;
    }

    private <R> void work(ThingUnit u, Job<R> job, Consumer<R> then) {
        workers.execute(
                () -> {
                    R result = null;
                    Throwable failure = null;
                    runner(u, Thread.currentThread());
                    try {
                        result = job.run();
                    } catch (Throwable e) { // an Error in a driver is the driver's failure as well
                        failure = e;
                    } finally {
                        runner(u, null);
                        Thread.interrupted(); // was meant for the driver, not for the pool
                    }
                    R made = result;
                    Throwable thrown = failure;
                    thread.run(() -> takeUp(u, made, thrown, then));
                });
    }

    private static void runner(ThingUnit u, Thread thread) {
        synchronized (u) {
            u.runner = thread;
        }
    }

    private <R> void takeUp(ThingUnit u, R made, Throwable thrown, Consumer<R> then) {
        if (u.phase == Phase.GONE) {
            return; // abandoned meanwhile
        }
        if (thrown == null) {
            then.accept(made);
        } else {
            fail(u, thrown);
        }
        step.run();
    }

    private void fail(ThingUnit u, Throwable e) {
        if (u.early && u.phase == Phase.CONSTRUCTING) { // it may need what its predecessor holds
            LOG.debug("{} cannot be constructed beside its predecessor", u.name(), e);
            u.enter(Phase.NEW);
            return;
        }
        u.openFailed = u.phase == Phase.OPENING;
        String what = u.openFailed ? "Its open failed: " : "It cannot be served: ";
        String text = e.getMessage() == null ? "" : ": " + e.getMessage();
        u.failure =
                e instanceof UnitConstruction.Unavailable
                        ? overview.activationFailure(u.configuration)
                        : what + e.getClass().getSimpleName() + text;
        u.trace = trace(e);
        u.enter(Phase.FAILED);
        if (u.workers != null) {
            u.workers.interrupt();
        }
        LOG.debug("{} failed", u.name(), e);
    }

    private static String trace(Throwable e) {
        StringWriter out = new StringWriter();
        e.printStackTrace(new PrintWriter(out));
        String text = out.toString();
        return text.length() <= LONGEST_TRACE ? text : text.substring(0, LONGEST_TRACE) + "...";
    }
}
