package org.labthings.listeners.internal.route;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.labthings.listeners.EventCallback;
import org.labthings.listeners.Frame;
import org.labthings.listeners.RoutedEvent;

/** A callback that remembers what it was called with, and can be held until it is let go. */
public final class Recorder implements EventCallback {
    public static final long DEADLINE_SECONDS = 20;

    private final List<RoutedEvent> events = new CopyOnWriteArrayList<>();
    private final BlockingQueue<RoutedEvent> queue = new LinkedBlockingQueue<>();

    @Override
    public Object handle(RoutedEvent event, Frame frame) {
        events.add(event);
        queue.add(event);
        return event.name();
    }

    public List<RoutedEvent> events() {
        return List.copyOf(events);
    }

    /** The next event that nobody has waited for yet. */
    public RoutedEvent await() throws InterruptedException {
        RoutedEvent event = queue.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no event came after " + events);
        }
        return event;
    }
}
