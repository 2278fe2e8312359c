package org.labthings.listeners.internal.route;

import java.util.concurrent.CompletableFuture;
import org.labthings.listeners.FrameHandle;
import org.labthings.listeners.FrameResult;
import org.labthings.listeners.RoutedEvent;

/** The handle of one submitted event. */
final class PendingFrame implements FrameHandle {
    private final RoutedEvent event;
    private final CompletableFuture<FrameResult> result = new CompletableFuture<>();

    PendingFrame(RoutedEvent event) {
        this.event = event;
    }

    @Override
    public RoutedEvent event() {
        return event;
    }

    @Override
    public CompletableFuture<FrameResult> result() {
        return result.copy();
    }

    /** Not in the router's lock: whoever waits for it runs here. */
    void complete(FrameResult outcome) {
        result.complete(outcome);
    }

    void complete(FrameResult.Outcome outcome) {
        complete(FrameResult.of(outcome));
    }
}
