package org.labthings.core.internal.lifecycle;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.labthings.api.Thing;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingState;
import org.labthings.core.ThingStatus;
import org.labthings.core.Things;
import org.labthings.core.internal.lifecycle.ThingUnit.Phase;
import org.osgi.framework.ServiceReference;

/**
 * Derives, from the services and configurations that are there, which Thing is in which state, and
 * why. Confined to the life-cycle thread.
 */
final class Overview {
    private final StatusBook book = new StatusBook(InstantSource.system());
    private final ComponentReasons components;
    private final Function<String, Optional<String>> remarks;

    /** With what people should know about a bundle, by symbolic name. */
    Overview(ComponentReasons components, Function<String, Optional<String>> remarks) {
        this.components = components;
        this.remarks = remarks;
    }

    /**
     * What a view is derived from.
     *
     * @param configured all configurations of Things
     * @param units all Thing services
     * @param present those that have their name to themselves, in configuration order
     * @param graph how they are connected
     * @param settled whether the start-up is over
     */
    record Input(
            List<ConfiguredThing> configured,
            Collection<ThingUnit> units,
            List<ThingUnit> present,
            SlotGraph graph,
            boolean settled) {}

    /** For each name the service that came first, in configuration order. */
    List<ThingUnit> winners(Collection<ThingUnit> units) {
        Map<String, ThingUnit> first = new HashMap<>();
        for (ThingUnit u : units) {
            first.merge(u.name(), u, (a, b) -> id(a.reference) <= id(b.reference) ? a : b);
        }
        List<ThingUnit> sorted = new ArrayList<>(first.values());
        sorted.sort(
                Comparator.comparingInt((ThingUnit u) -> u.configuration.order())
                        .thenComparing(ThingUnit::name));
        return sorted;
    }

    private static long id(ServiceReference<?> reference) {
        return (Long) reference.getProperty("service.id");
    }

    /** Whether, for every configured Thing, its service is there or it is known why not. */
    boolean settled(List<ConfiguredThing> configured, Collection<ThingUnit> units) {
        for (ConfiguredThing c : configured) {
            boolean there = units.stream().anyMatch(u -> u.name().equals(c.name()));
            if (!there && components.of(c).onItsWay()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether no Thing is about to be constructed or opened; one that takes longer than that does
     * not count, or it would keep the whole server from its work.
     */
    boolean nothingMoves(List<ThingUnit> present, SlotGraph graph, long patienceMillis) {
        for (ThingUnit u : present) {
            boolean moving =
                    (u.in(Phase.NEW, Phase.CONSTRUCTING, Phase.OPENING)
                                    && u.millisInPhase() < patienceMillis)
                            || (u.phase == Phase.CONSTRUCTED && graph.obstacle(u) == null);
            if (moving) {
                return false;
            }
        }
        return true;
    }

    /** Why a named Thing is not there; null when nobody knows the name. */
    String absence(
            String name,
            List<ConfiguredThing> configured,
            Map<ServiceReference<Thing>, ThingUnit> units) {
        for (ThingUnit u : units.values()) {
            if (u.name().equals(name)) {
                return u.failure == null ? "it is " + u.phase : u.failure;
            }
        }
        return configured.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .map(c -> components.of(c).text())
                .orElse(null);
    }

    /** What Declarative Services knows about a constructor that failed. */
    String activationFailure(ConfiguredThing thing) {
        ComponentReasons.Reason reason = components.of(thing);
        return reason.failed()
                ? reason.text()
                : "Its constructor failed; the server's log has the exception.";
    }

    /**
     * Why the server cannot start strictly.
     *
     * @param exit status of LabThings specification 4.3
     * @param thing the one to blame
     * @param message one sentence naming it
     * @param trace stack trace of its exception, or null
     * @param things those that were set up, the failed one included
     */
    record Failure(int exit, String thing, String message, String trace, List<String> things) {}

    /** The first Thing, in configuration order, that cannot run. */
    Optional<Failure> firstFailure(Input in) {
        for (ThingUnit u : in.present()) {
            if (u.phase == Phase.FAILED) {
                String text =
                        u.openFailed
                                ? "Failed to enter '" + u.name() + "' Thing: " + u.failure
                                : "Thing '" + u.name() + "' cannot be made. " + u.failure;
                int exit = u.openFailed ? 3 : 1;
                return Optional.of(new Failure(exit, u.name(), text, u.trace, made(in)));
            }
        }
        return things(in).statuses().values().stream()
                .filter(s -> !s.served()) // one that only waits for its instrument was set up
                .filter(s -> s.state() == ThingState.WAITING || s.state() == ThingState.FAILED)
                .findFirst()
                .map(
                        s -> {
                            String text = "Thing '" + s.name() + "': " + s.reason();
                            return new Failure(1, s.name(), text, null, made(in));
                        });
    }

    private static List<String> made(Input in) {
        return in.present().stream().filter(u -> u.model != null).map(ThingUnit::name).toList();
    }

    Things things(Input in) {
        Map<String, ServedThing> served = new LinkedHashMap<>();
        Map<String, ThingStatus> statuses = new LinkedHashMap<>();
        Map<Integer, List<ThingStatus>> ordered = new TreeMap<>();
        for (ThingUnit u : in.present()) {
            put(ordered, u.configuration.order(), status(u, in));
            if (u.isServed()) {
                served.put(u.name(), u.model);
            }
        }
        for (ConfiguredThing c : in.configured()) {
            if (in.present().stream().noneMatch(u -> u.name().equals(c.name()))) {
                put(ordered, c.order(), absent(c));
            }
        }
        ordered.values().forEach(list -> list.forEach(s -> statuses.put(s.name(), s)));
        book.keep(statuses.keySet());
        return new Things(
                Collections.unmodifiableMap(served),
                Collections.unmodifiableMap(statuses),
                in.settled());
    }

    private static void put(Map<Integer, List<ThingStatus>> ordered, int order, ThingStatus s) {
        ordered.computeIfAbsent(order, o -> new ArrayList<>()).add(s);
    }

    private ThingStatus absent(ConfiguredThing c) {
        ComponentReasons.Reason reason = components.of(c);
        ThingState state = ThingState.WAITING;
        if (reason.onItsWay()) {
            state = ThingState.STARTING;
        } else if (reason.failed()) {
            state = ThingState.FAILED;
        }
        return book.status(c, null, state, reason.text());
    }

    private ThingStatus status(ThingUnit u, Input in) {
        if (u.isServed()) {
            return served(u, in);
        }
        return switch (u.phase) {
            case NEW, CONSTRUCTING ->
                    book.status(
                            u.configuration, u, ThingState.STARTING, "Its constructor is running.");
            case CONSTRUCTED -> waiting(u, in.graph());
            case OPENING ->
                    book.status(u.configuration, u, ThingState.STARTING, "Its open is running.");
            case OPEN -> book.status(u.configuration, u, ThingState.STOPPING, "Its service goes.");
            case CLOSING, GONE ->
                    book.status(u.configuration, u, ThingState.STOPPING, "Its close is running.");
            case FAILED ->
                    book.status(u.configuration, u, ThingState.FAILED, u.failure + remark(u));
        };
    }

    private ThingStatus served(ThingUnit u, Input in) {
        long rivals =
                in.units().stream()
                        .filter(o -> o != u && o.name().equals(u.name()) && !o.replaces(u))
                        .count();
        String clash =
                rivals == 0
                        ? ""
                        : " " + rivals + " more service(s) want the name '" + u.name() + "'.";
        String absence = u.context.instrumentAbsence();
        return book.status(
                u.configuration,
                u,
                absence == null ? ThingState.RUNNING : ThingState.WAITING,
                (absence == null ? "It is served." : absence) + clash + remark(u));
    }

    private String remark(ThingUnit u) {
        return Optional.ofNullable(ComponentReasons.bundle(u.reference.getBundle()))
                .flatMap(remarks)
                .map(text -> " " + text)
                .orElse("");
    }

    private ThingStatus waiting(ThingUnit u, SlotGraph graph) {
        String obstacle = graph.obstacle(u);
        if (obstacle == null) {
            return book.status(u.configuration, u, ThingState.STARTING, "It is about to open.");
        }
        ThingState state = graph.waitsForOpening(u) ? ThingState.STARTING : ThingState.WAITING;
        return book.status(u.configuration, u, state, obstacle);
    }

    /** Whether something is still to come to rest before it is logged. */
    boolean hasUnlogged() {
        return book.hasUnlogged();
    }

    /** Logs what has come to rest. */
    void logTransitions() {
        book.log();
    }
}
