package org.labthings.listeners.internal.watch;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.labthings.listeners.Change;
import org.labthings.listeners.FrameHandle;
import org.labthings.listeners.FrameResult;
import org.labthings.listeners.RoutedEvent;
import org.labthings.listeners.internal.watch.WatchedRoot.Target;

/**
 * Hands on what has changed below a root. What a router has no room for waits here, and what
 * changes meanwhile waits with the operating system, or is found by looking: memory stays bounded.
 */
final class Delivery {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final WatchedRoot root;
    private final Object lock;
    private final BooleanSupplier stopping;

    Delivery(WatchedRoot root, Object lock, BooleanSupplier stopping) {
        this.root = root;
        this.lock = lock;
        this.stopping = stopping;
    }

    /** Until all is handed on; at a stop, as far as there is room. */
    void send() throws InterruptedException {
        while (true) {
            String name;
            Set<Change> changes;
            synchronized (lock) {
                if (root.unsent.isEmpty()) {
                    return;
                }
                Map.Entry<String, Set<Change>> first = root.unsent.entrySet().iterator().next();
                name = first.getKey();
                changes = EnumSet.copyOf(first.getValue());
            }
            RoutedEvent event = new RoutedEvent(root.endpoint, name, changes);
            for (Target target : root.targets) {
                if (target.wants(changes) && !hand(event, target)) {
                    return;
                }
            }
            synchronized (lock) {
                root.unsent.remove(name);
            }
        }
    }

    /** Returns false when the watcher stops before there is room. */
    private boolean hand(RoutedEvent event, Target target) throws InterruptedException {
        while (!target.router.isShutdown() && root.targets.contains(target)) {
            FrameHandle handle = target.router.submit(event);
            if (!isRefused(handle) || target.router.isShutdown()) {
                return true;
            }
            if (stopping.getAsBoolean()) {
                return false;
            }
            target.router.awaitRoom(PATIENCE);
        }
        return true;
    }

    private static boolean isRefused(FrameHandle handle) {
        FrameResult now = handle.result().getNow(null);
        return now != null && now.outcome() == FrameResult.Outcome.REFUSED;
    }
}
