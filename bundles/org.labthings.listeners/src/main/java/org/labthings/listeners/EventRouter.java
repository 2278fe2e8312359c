package org.labthings.listeners;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs the callbacks that want an event. All that runs for one event is its <em>frame</em>: the
 * callbacks of the lowest stage in parallel, then its post-callbacks, then the next stage. Frames
 * of different names run side by side; those of one endpoint and name one after another, and what
 * is submitted meanwhile becomes one further frame. Knows nothing of files. From any thread.
 */
@ProviderType
public interface EventRouter {
    /**
     * Routes events to a callback from now on.
     *
     * @return takes it back
     * @throws IllegalStateException when the router was shut down
     */
    Registration register(Route route);

    /** Submits events, in this order; returns at once. A handle for each, in the same order. */
    List<FrameHandle> submit(Collection<RoutedEvent> events);

    /** Submits one event; returns at once. */
    FrameHandle submit(RoutedEvent event);

    /**
     * Has these callbacks run for an event, whatever is registered: no matching, no debounce, no
     * delay, one stage.
     */
    FrameHandle submit(RoutedEvent event, List<EventCallback> callbacks);

    /**
     * Waits until fewer frames wait and run than may; a router at its limit refuses events.
     *
     * @return whether there is room, and the router is not shut down
     * @throws InterruptedException when the thread is interrupted
     */
    boolean awaitRoom(Duration limit) throws InterruptedException;

    /**
     * Waits until nothing waits or runs, but for the frame of the callback that calls this.
     *
     * @return whether that came in time
     * @throws InterruptedException when the thread is interrupted
     */
    boolean drain(Duration limit) throws InterruptedException;

    /**
     * Ends it. Frames that have not started are cancelled, running callbacks get the time to end,
     * then they are interrupted. Idempotent; from any thread, also from a callback's, whose own
     * frame is not waited for.
     *
     * @return whether all callbacks ended in time
     */
    boolean shutdown(Duration limit);

    /** Whether it was shut down. */
    boolean isShutdown();

    /** The newest frames in which callbacks ran, at most 1,000, oldest first; texts only. */
    List<FrameRecord> recentFrames();

    /** What it does and did. */
    RouterStatistics statistics();

    /** The routes that are registered now, in the order of their registration. */
    List<Route> routes();
}
