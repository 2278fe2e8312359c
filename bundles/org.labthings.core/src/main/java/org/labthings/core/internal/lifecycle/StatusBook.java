package org.labthings.core.internal.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.labthings.core.ThingState;
import org.labthings.core.ThingStatus;
import org.labthings.core.internal.slot.SlotConnection;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers, by name, the last transitions of each Thing, also across upgrades, and logs each as
 * one line. Confined to the life-cycle thread.
 */
final class StatusBook {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.lifecycle");
    private static final int KEPT = 20;
    private static final Duration REST = Duration.ofMillis(900);

    private final Map<String, ArrayDeque<ThingStatus.Transition>> histories = new HashMap<>();
    private final Map<String, ThingStatus.Transition> unlogged = new LinkedHashMap<>();
    private final InstantSource clock;
    private boolean logged;

    StatusBook(InstantSource clock) {
        this.clock = clock;
    }

    /** The status of a Thing that is now in this state, for this reason. */
    ThingStatus status(ConfiguredThing thing, ThingUnit unit, ThingState state, String reason) {
        ArrayDeque<ThingStatus.Transition> history =
                histories.computeIfAbsent(thing.name(), n -> new ArrayDeque<>());
        ThingStatus.Transition last = history.peekLast();
        if (last == null || last.state() != state || !last.reason().equals(reason)) {
            last = new ThingStatus.Transition(clock.instant(), state, reason);
            history.addLast(last);
            if (history.size() > KEPT) {
                history.removeFirst();
            }
            unlogged.put(thing.name(), last);
        }
        Bundle bundle = unit == null ? null : unit.reference.getBundle();
        return new ThingStatus(
                thing.name(),
                state,
                reason,
                last.at(),
                className(thing, unit),
                ComponentReasons.bundle(bundle),
                bundle == null ? null : bundle.getVersion().toString(),
                unit != null && unit.isServed(),
                unit == null ? List.of() : slots(unit),
                List.copyOf(history));
    }

    /**
     * Logs the transitions since the last call: one line for each Thing that has come to rest. What
     * only passed through a state on its way is not worth one, so a Thing that waits is given some
     * time: while its driver is upgraded it waits for moments.
     */
    void log() {
        Instant lately = clock.instant().minus(REST);
        boolean first = !logged;
        logged = true;
        unlogged.entrySet()
                .removeIf(
                        e -> {
                            ThingStatus.Transition t = e.getValue();
                            boolean moment =
                                    t.state() == ThingState.WAITING && t.at().isAfter(lately);
                            if (first || !moment) {
                                log(e.getKey(), t);
                            }
                            return first || !moment;
                        });
    }

    /** Whether {@link #log} has still something to say, later. */
    boolean hasUnlogged() {
        return !unlogged.isEmpty();
    }

    private static void log(String name, ThingStatus.Transition t) {
        switch (t.state()) {
            case FAILED -> LOG.error("{} FAILED: {}", name, t.reason());
            case WAITING -> {
                if (serverStops()) { // and takes drivers away: nobody has to do anything
                    LOG.debug("{} WAITING: {}", name, t.reason());
                } else {
                    LOG.warn("{} WAITING: {}", name, t.reason());
                }
            }
            case RUNNING -> LOG.info("{} RUNNING", name);
            default -> LOG.debug("{} {}: {}", name, t.state(), t.reason());
        }
    }

    private static boolean serverStops() {
        Bundle own = FrameworkUtil.getBundle(StatusBook.class);
        if (own == null) {
            return false; // a test, without a framework
        }
        BundleContext context = own.getBundleContext(); // null once this bundle has stopped
        return context == null
                || context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING;
    }

    private static String className(ConfiguredThing thing, ThingUnit unit) {
        if (thing.className() != null) {
            return thing.className();
        }
        return unit == null || unit.thing == null ? null : unit.thing.getClass().getName();
    }

    private static List<ThingStatus.Slot> slots(ThingUnit unit) {
        List<ThingStatus.Slot> slots = new ArrayList<>();
        if (unit.model == null) {
            return slots;
        }
        for (Map.Entry<String, SlotConnection> e : unit.connections.entrySet()) {
            var slot = unit.model.slots().get(e.getKey());
            SlotConnection c = e.getValue();
            slots.add(
                    new ThingStatus.Slot(
                            e.getKey(),
                            slot.type().getSimpleName(),
                            slot.kind().name().toLowerCase(java.util.Locale.ROOT),
                            List.copyOf(c.things().keySet()),
                            c.candidates(),
                            c.explanation()));
        }
        return List.copyOf(slots);
    }

    /** Forgets the names that are neither configured nor registered any more. */
    void keep(Set<String> names) {
        histories
                .keySet()
                .removeIf(
                        name -> {
                            boolean gone = !names.contains(name);
                            if (gone) {
                                LOG.info("{} is gone", name);
                                unlogged.remove(name);
                            }
                            return gone;
                        });
    }
}
