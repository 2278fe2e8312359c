package org.labthings.listeners.internal.group;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.labthings.api.Action;
import org.labthings.api.DataProperty;
import org.labthings.api.InvocationError;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingType;
import org.labthings.listeners.Change;
import org.labthings.listeners.FrameRecord;
import org.labthings.listeners.ListenerGroup;
import org.labthings.listeners.ListenerStartException;
import org.labthings.listeners.Route;
import org.labthings.listeners.RouterStatistics;

/** Listeners and callbacks that are started and stopped together. */
@ThingType(title = "Group of listeners")
public final class GroupThing implements Thing {
    private static final int MOST_EVENTS = 100;

    /** What the group does: new, running, stopping, stopped or failed. */
    public final DataProperty<String> state = DataProperty.of("new").readOnly().withoutGlobalLock();

    /** Why the group failed; empty when it did not. */
    public final DataProperty<String> reason = DataProperty.of("").readOnly().withoutGlobalLock();

    private final ListenerGroup group;

    /** The face of a group. */
    GroupThing(ListenerGroup group) {
        this.group = group;
    }

    /**
     * A listener of the group.
     *
     * @param name of the listener
     * @param ranking the lowest starts first
     * @param state what it does
     */
    public record Listener(String name, int ranking, String state) {}

    /**
     * Which events reach a callback.
     *
     * @param callback its class
     * @param endpoint of the events; * for every one
     * @param pattern of the names
     * @param changes any of which is wanted; empty for all
     * @param stage stages run one after another
     */
    public record RouteEntry(
            String callback, String endpoint, String pattern, List<String> changes, int stage) {}

    /**
     * An event for which callbacks ran.
     *
     * @param time when they had ended
     * @param endpoint where something happened
     * @param name what it happened to
     * @param changes what happened
     * @param outcome what came of it
     * @param results of the callbacks
     */
    public record RecentEvent(
            Instant time,
            String endpoint,
            String name,
            List<String> changes,
            String outcome,
            List<String> results) {}

    /** The listeners of the group. */
    @Property
    public List<Listener> listeners() {
        return group.members().stream()
                .map(m -> new Listener(m.name(), m.ranking(), word(m.state())))
                .toList();
    }

    /** The callbacks of the group. */
    @Property
    public List<RouteEntry> routes() {
        return group.router().routes().stream().map(GroupThing::entry).toList();
    }

    private static RouteEntry entry(Route route) {
        return new RouteEntry(
                route.callback().getClass().getName(),
                route.endpoint(),
                route.matcher().toString(),
                words(route.changes()),
                route.stage());
    }

    /** The newest events for which callbacks ran, at most 100, oldest first. */
    @Property
    public List<RecentEvent> recentEvents() {
        List<FrameRecord> all = group.router().recentFrames();
        List<RecentEvent> recent = new ArrayList<>();
        for (FrameRecord r : all.subList(Math.max(0, all.size() - MOST_EVENTS), all.size())) {
            recent.add(
                    new RecentEvent(
                            r.time(),
                            r.event().endpoint(),
                            r.event().name(),
                            words(r.event().changes()),
                            word(r.outcome()),
                            r.results()));
        }
        return recent;
    }

    /** How many events wait, run, and were worked off since the group started. */
    @Property
    public RouterStatistics statistics() {
        return group.router().statistics();
    }

    /** Starts the group, unless it runs. */
    @Action(globalLock = false)
    public void start() {
        try {
            group.startAll();
        } catch (ListenerStartException e) {
            throw new InvocationError(e.getMessage());
        }
    }

    /**
     * Stops the group, unless it does not run. Events that wait are dropped, but by one that
     * catches up.
     */
    @Action(globalLock = false)
    public void stop() {
        group.stopAll();
    }

    /** Tells observers what the group does now. */
    void update() {
        synchronized (this) {
            state.set(word(group.state()));
            reason.set(group.reason());
        }
    }

    private static List<String> words(Iterable<Change> changes) {
        List<String> words = new ArrayList<>();
        changes.forEach(c -> words.add(word(c)));
        return words.stream().sorted().collect(Collectors.toList());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
