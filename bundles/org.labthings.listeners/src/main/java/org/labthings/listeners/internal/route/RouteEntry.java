package org.labthings.listeners.internal.route;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.labthings.listeners.Route;
import org.labthings.listeners.RoutedEvent;

/**
 * A registered route and its debounce, by endpoint and name: the key is not the change. Guarded by
 * the router's lock.
 */
final class RouteEntry {
    /** More names than these are not remembered: then an event passes that might have waited. */
    private static final int MOST_WINDOWS = 10_000;

    /** A trailing edge that always moves on comes nevertheless. */
    private static final int MOST_MOVES = 10;

    final Route route;
    final Map<EventKey, Trailing> trailing = new HashMap<>();
    private final Map<EventKey, Long> passed = new LinkedHashMap<>();
    private volatile boolean closed;

    RouteEntry(Route route) {
        this.route = route;
    }

    /** An event that waits for silence. */
    static final class Trailing {
        RoutedEvent event;
        PendingFrame handle;
        ScheduledFuture<?> timer;
        final long latest;

        Trailing(RoutedEvent event, PendingFrame handle, long latest) {
            this.event = event;
            this.handle = handle;
            this.latest = latest;
        }
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        passed.clear();
    }

    boolean wants(RoutedEvent event) {
        boolean here =
                route.endpoint().equals(Route.ANY_ENDPOINT)
                        || route.endpoint().equals(event.endpoint());
        return here
                && (route.changes().isEmpty()
                        || route.changes().stream().anyMatch(event.changes()::contains))
                && route.matcher().matches(event);
    }

    /** Whether an event passes the leading edge now; then those after it do not. */
    boolean passes(EventKey key, long now) {
        long window = route.debounce().toNanos();
        if (window == 0) {
            return true;
        }
        forget(now - window);
        Long last = passed.get(key);
        if (last != null && now - last < window) {
            return false;
        }
        passed.remove(key); // so that the map stays in the order of time
        passed.put(key, now);
        return true;
    }

    private void forget(long before) {
        var oldest = passed.entrySet().iterator();
        while (oldest.hasNext()) {
            boolean expired = oldest.next().getValue() - before <= 0;
            if (!expired && passed.size() <= MOST_WINDOWS) {
                return;
            }
            oldest.remove();
        }
    }

    int windows() {
        return passed.size();
    }

    /** The latest moment at which an event that comes now is handed on. */
    long latest(long now) {
        return now + route.debounce().toNanos() * MOST_MOVES;
    }
}
