package org.labthings.listeners.internal.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.labthings.listeners.FrameResult;
import org.labthings.listeners.RoutedEvent;
import org.slf4j.Logger;

/**
 * One frame at a time for each endpoint and name: while it runs, what is matched for it is
 * collected as one further frame. Guarded by the router's lock.
 */
final class FrameTable {
    private final Workers workers;
    private final Logger log;
    private final BiConsumer<FrameRun, FrameResult> over;
    private final Map<EventKey, FrameRun> running = new HashMap<>();
    private final Map<EventKey, Waiting> waiting = new LinkedHashMap<>();

    FrameTable(Workers workers, Logger log, BiConsumer<FrameRun, FrameResult> over) {
        this.workers = workers;
        this.log = log;
        this.over = over;
    }

    private static final class Waiting {
        private RoutedEvent event;
        private final Set<RouteEntry> entries = new LinkedHashSet<>();
        private final List<PendingFrame> handles = new ArrayList<>();
        private boolean delayed;
    }

    /** A frame that starts after the lock, or when the one of its name is over. */
    void add(
            RoutedEvent event,
            Collection<RouteEntry> entries,
            List<PendingFrame> handles,
            boolean delayed,
            AfterLock after) {
        EventKey key = EventKey.of(event);
        if (running.containsKey(key)) {
            Waiting waits = waiting.computeIfAbsent(key, k -> new Waiting());
            waits.event = waits.event == null ? event : event.with(waits.event.changes());
            waits.entries.addAll(entries);
            waits.handles.addAll(handles);
            waits.delayed = delayed;
        } else {
            FrameRun run = new FrameRun(event, entries, handles, delayed, workers, log, over);
            running.put(key, run);
            after.start(run);
        }
    }

    /** A frame is over; what waited for that starts after the lock. */
    void over(FrameRun run, AfterLock after) {
        EventKey key = EventKey.of(run.event());
        running.remove(key);
        Waiting waits = waiting.remove(key);
        if (waits != null) {
            add(waits.event, waits.entries, waits.handles, waits.delayed, after);
        }
    }

    /** A route is closed: what waits does without it. */
    void forget(RouteEntry entry) {
        waiting.values().forEach(w -> w.entries.remove(entry));
    }

    /** Gives up what waits; returns the handles. */
    List<PendingFrame> dropWaiting() {
        List<PendingFrame> handles = new ArrayList<>();
        waiting.values().forEach(w -> handles.addAll(w.handles));
        waiting.clear();
        return handles;
    }

    List<FrameRun> running() {
        return List.copyOf(running.values());
    }

    int waiting() {
        return waiting.size();
    }

    int size() {
        return running.size() + waiting.size();
    }

    /** Whether nothing is left; a callback that asks does not count itself. */
    boolean areOthersOver() {
        return waiting.isEmpty() && running.values().stream().allMatch(FrameRun::isRunningHere);
    }
}
