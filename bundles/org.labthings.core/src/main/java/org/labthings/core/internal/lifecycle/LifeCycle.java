package org.labthings.core.internal.lifecycle;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.labthings.api.Thing;
import org.labthings.core.Things;
import org.labthings.core.ThingsListener;
import org.labthings.core.internal.lifecycle.ThingUnit.Phase;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings every Thing where it belongs, given the services and configurations that are there. Events
 * (a service comes or goes, a configuration changes, {@code open} has returned) only ask for
 * another {@link #step}, which looks at everything anew; driver code runs on workers, never here.
 *
 * <pre>
 * NEW → CONSTRUCTING → CONSTRUCTED ⇄ OPENING → OPEN → CLOSING → CONSTRUCTED or GONE
 *              └────────→ FAILED ←─────┘
 * </pre>
 */
public final class LifeCycle {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.lifecycle");
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final long LOOK_LATER_MILLIS = 1000;
    private static final long SETTLE_DEADLINE_MILLIS = 10_000;

    private final Map<ServiceReference<Thing>, ThingUnit> units = new LinkedHashMap<>();
    private final Map<ServiceReference<?>, ThingsListener> listeners = new ConcurrentHashMap<>();
    private final DecisionThread thread = new DecisionThread();
    private final SlotConnector connector;
    private final ServerSettings server;
    private final UnitJobs jobs;
    private final Overview overview;
    private final Supplier<List<ConfiguredThing>> configured;
    private final Consumer<Overview.Failure> failureReport;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Succession succession = new Succession();
    private final AtomicBoolean watching = new AtomicBoolean();
    private final long began = System.nanoTime();
    private volatile Things things = new Things(Map.of(), Map.of(), false);
    private boolean stopping;

    LifeCycle(
            ServerSettings server,
            UnitConstruction construction,
            UnitConstruction.Platform platform,
            Overview overview,
            Supplier<List<ConfiguredThing>> configured,
            ExecutorService workers,
            Consumer<Overview.Failure> failureReport) {
        this.server = server;
        this.overview = overview;
        this.configured = configured;
        this.failureReport = failureReport;
        this.jobs =
                new UnitJobs(
                        server,
                        construction,
                        platform,
                        workers,
                        thread,
                        overview,
                        new Neighbours(() -> things),
                        this::step,
                        this::lookAgain);
        this.connector = new SlotConnector(name -> overview.absence(name, configured.get(), units));
    }

    Things things() {
        return things;
    }

    /**
     * Tells a listener about every change of the view, from now on. A listener that cannot be had
     * yet, as its component is just being activated on another thread, is asked for again.
     */
    void addListener(ServiceReference<?> key, Supplier<ThingsListener> service) {
        thread.run(
                () -> {
                    ThingsListener listener = service.get();
                    if (listener != null) {
                        listeners.put(key, listener);
                        listener.thingsChanged(things);
                    } else if (key.getBundle() != null) { // null once it is unregistered
                        thread.later(() -> addListener(key, service), LOOK_AGAIN_MILLIS);
                    }
                });
    }

    void removeListener(ServiceReference<?> key) {
        listeners.remove(key);
    }

    /** A Thing service has come. */
    void arrived(ServiceReference<Thing> reference) {
        thread.run(
                () -> {
                    units.put(reference, new ThingUnit(reference));
                    step();
                });
    }

    /** Properties of a Thing service have changed. */
    void modified(ServiceReference<Thing> reference) {
        thread.run(
                () -> {
                    ThingUnit unit = units.get(reference);
                    if (unit != null) {
                        unit.configuration = ConfiguredThing.of(reference);
                        step();
                    }
                });
    }

    /** Something outside has changed: look at everything again, soon. */
    void lookAgain() {
        if (asked.compareAndSet(false, true)) {
            thread.run(this::step);
        }
    }

    /** Completes when each Thing of a bundle is constructed, or cannot be for now. */
    CompletionStage<Void> rehearsed(Bundle bundle) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        thread.run(
                () -> {
                    succession.await(bundle, done);
                    step();
                });
        return done;
    }

    /** A bundle begins to stop: its Things leave together. Nobody waits here. */
    void leaving(Bundle bundle) {
        thread.run(() -> leave(bundle));
    }

    private void leave(Bundle bundle) {
        if (succession.stopping(bundle)) {
            units.values().stream().filter(u -> u.isOf(bundle)).forEach(u -> u.leaving = true);
            step();
        }
    }

    /**
     * A Thing service is being unregistered: returns when its Thing is closed, or the deadlines are
     * over. Called on the thread that stops the bundle.
     */
    void leaving(ServiceReference<Thing> reference) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        Bundle bundle = reference.getBundle();
        thread.run(
                () -> {
                    ThingUnit unit = units.get(reference);
                    if (unit == null) {
                        gone.complete(null);
                        return;
                    }
                    unit.gone.thenRun(() -> gone.complete(null));
                    unit.leaving = true;
                    if (bundle != null && bundle.getState() == Bundle.STOPPING) {
                        leave(bundle); // Declarative Services may hear of it before we do
                    }
                    step();
                });
        Duration limit =
                server.closeDeadline().plus(server.cancelGrace().multipliedBy(3)).multipliedBy(2);
        try {
            if (!thread.isCurrent()) {
                gone.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException e) {
            LOG.error(
                    "A Thing of {} was not closed in time; the server goes on without it",
                    reference.getBundle());
            thread.run(() -> abandon(reference));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Never completed exceptionally", e);
        }
    }

    /** Lets go of a Thing whose driver does not return, so that its successor can take its name. */
    private void abandon(ServiceReference<Thing> reference) {
        ThingUnit unit = units.remove(reference);
        if (unit != null) {
            unit.forget();
            unit.enter(Phase.GONE);
            step();
        }
    }

    /** Looks at everything, and does what can be done now. */
    private void step() {
        asked.set(false);
        letGo();
        if (!stopping) {
            construct();
        }
        List<ThingUnit> present = overview.winners(units.values());
        boolean known = late() || overview.settled(configured.get(), units.values());
        SlotGraph graph = connector.connect(present);
        if (!stopping) {
            closeWhatCannotRun(present, graph);
            if (known) {
                openNext(present, graph);
            }
        }
        closeWhatLeaves();
        boolean settled =
                things.settled() || (known && overview.nothingMoves(present, graph, patience()));
        Overview.Input input =
                new Overview.Input(configured.get(), units.values(), present, graph, settled);
        if (settled && !things.settled() && server.strict() && reportFailure(input)) {
            stopping = true; // the launcher stops the framework; nothing is served meanwhile
            return;
        }
        publish(input);
        if (things.settled()) {
            overview.logTransitions();
        }
        if (!stopping) {
            watch();
        }
    }

    /** Under {@code --strict}: tells the launcher about the first Thing that cannot run. */
    private boolean reportFailure(Overview.Input input) {
        Optional<Overview.Failure> failure = overview.firstFailure(input);
        failure.ifPresent(failureReport);
        return failure.isPresent();
    }

    /** Declarative Services and blocked drivers tell nobody of a change: look again by time. */
    private void watch() {
        boolean moving = !things.settled();
        boolean waiting =
                things.served().size() < things.statuses().size() || overview.hasUnlogged();
        if ((moving || waiting) && watching.compareAndSet(false, true)) {
            thread.later(
                    () -> {
                        watching.set(false);
                        lookAgain();
                    },
                    moving ? LOOK_AGAIN_MILLIS : LOOK_LATER_MILLIS);
        }
    }

    private boolean late() {
        return System.nanoTime() - began > SETTLE_DEADLINE_MILLIS * 1_000_000;
    }

    private void letGo() {
        units.values()
                .removeIf(
                        u -> {
                            if (u.leaving && u.in(Phase.NEW, Phase.CONSTRUCTED, Phase.FAILED)) {
                                u.forget();
                                u.enter(Phase.GONE);
                                u.gone.complete(null);
                                return true;
                            }
                            return false;
                        });
    }

    private void construct() {
        List<ThingUnit> first = overview.winners(units.values());
        for (ThingUnit u : first) {
            if (u.phase == Phase.NEW && !u.leaving && succession.isClear(u)) {
                jobs.construct(u, false);
            }
        }
        for (ThingUnit u : Succession.successors(first, units.values())) {
            if (u.phase == Phase.NEW && !u.leaving && !u.early) {
                jobs.construct(u, true);
            }
        }
        succession.tell(units.values());
    }

    private void closeWhatCannotRun(List<ThingUnit> present, SlotGraph graph) {
        for (ThingUnit u : present) {
            if (u.phase == Phase.OPEN && !u.leaving && graph.obstacle(u) != null) {
                close(u);
            }
        }
    }

    private void closeWhatLeaves() {
        for (ThingUnit u : List.copyOf(units.values())) {
            if (u.leaving && u.in(Phase.CONSTRUCTING, Phase.OPENING)) {
                jobs.interrupt(u); // nobody waits for what it is about to acquire
            }
            if (u.leaving && u.phase == Phase.OPEN && !u.isNeeded(units.values())) {
                close(u);
            }
        }
    }

    private long patience() {
        return server.openPatience().toMillis();
    }

    private void openNext(List<ThingUnit> present, SlotGraph graph) {
        long patience = patience();
        if (present.stream().anyMatch(u -> u.isBusy(patience))) {
            return; // one after the other, as long as each returns in time
        }
        for (ThingUnit u : present) {
            if (u.phase == Phase.CONSTRUCTED
                    && !u.leaving
                    && succession.isClear(u)
                    && graph.ready(u, patience)) {
                jobs.open(u);
                return;
            }
        }
    }

    /** Takes a Thing out of the view, then closes it on a worker. */
    private void close(ThingUnit u) {
        u.enter(Phase.CLOSING);
        u.presence.away(true);
        List<ThingUnit> present = overview.winners(units.values());
        publish(
                new Overview.Input(
                        configured.get(),
                        units.values(),
                        present,
                        new SlotGraph(present.stream().filter(ThingUnit::isConstructed).toList()),
                        things.settled()));
        jobs.close(u);
    }

    private void publish(Overview.Input input) {
        Things next = overview.things(input);
        if (next.equals(things)) {
            return;
        }
        things = next;
        for (ThingsListener l : listeners.values()) {
            try {
                l.thingsChanged(next);
            } catch (RuntimeException e) {
                LOG.error("{} failed: {}", l.getClass().getName(), e.toString(), e);
            }
        }
    }

    /** Closes every Thing, the last opened first; bounded by the deadlines of each. */
    void stop() {
        listeners.values().forEach(ThingsListener::serverStopping);
        CompletableFuture<List<ThingUnit>> open = new CompletableFuture<>();
        thread.run(
                () -> {
                    stopping = true;
                    open.complete(
                            units.values().stream()
                                    .filter(u -> u.phase == Phase.OPEN)
                                    .sorted(
                                            Comparator.comparingLong(
                                                            (ThingUnit u) -> u.openSequence)
                                                    .reversed())
                                    .toList());
                });
        try {
            for (ThingUnit u : open.get(5, TimeUnit.SECONDS)) {
                jobs.closeNow(u);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("The Things could not be closed in order: {}", e.toString());
        }
    }

    /** Ends the thread; nothing happens any more. */
    void end() {
        thread.end();
    }
}
