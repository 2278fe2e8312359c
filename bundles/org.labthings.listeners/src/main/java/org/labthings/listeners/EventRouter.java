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
     * @param route one that is registered twice runs twice
     * @return takes it back
     * @throws IllegalStateException when the router was shut down
     */
    Registration register(Route route);

    /**
     * Submits events, in this order; returns at once.
     *
     * @param events each is taken or refused by itself
     * @return a handle for each, in the same order
     */
    List<FrameHandle> submit(Collection<RoutedEvent> events);

    /**
     * Submits one event; returns at once.
     *
     * @param event to be matched with the routes that are registered now
     * @return says what came of it; when it was refused, at once
     */
    FrameHandle submit(RoutedEvent event);

    /**
     * Has these callbacks run for an event, whatever is registered: no matching, no debounce, no
     * delay, one stage.
     *
     * @param event a frame of its endpoint and name that runs is waited for
     * @param callbacks run in parallel, without a time-out
     * @return says what came of it; when it was refused, at once
     */
    FrameHandle submit(RoutedEvent event, List<EventCallback> callbacks);

    /**
     * Waits until fewer frames wait and run than may; a router at its limit refuses events.
     *
     * @param limit how long at most; zero or negative: only looks
     * @return whether there is room, and the router is not shut down
     * @throws InterruptedException when the thread is interrupted
     */
    boolean awaitRoom(Duration limit) throws InterruptedException;

    /**
     * Waits until nothing waits or runs, but for the frame of the callback that calls this.
     *
     * @param limit how long at most; zero or negative: only looks
     * @return whether that came in time
     * @throws InterruptedException when the thread is interrupted
     */
    boolean drain(Duration limit) throws InterruptedException;

    /**
     * Ends it. Frames that have not started are cancelled, running callbacks get the time to end,
     * then they are interrupted. Idempotent; from any thread, also from a callback's, whose own
     * frame is not waited for.
     *
     * @param limit how long running callbacks get
     * @return whether all callbacks ended in time
     */
    boolean shutdown(Duration limit);

    /** {@return whether it was shut down: it refuses events and routes then} */
    boolean isShutdown();

    /**
     * {@return the newest frames in which callbacks ran, at most 1,000, oldest first; texts only}
     */
    List<FrameRecord> recentFrames();

    /** {@return what it does and did, as of one moment} */
    RouterStatistics statistics();

    /** {@return the routes that are registered now, in the order of their registration; a copy} */
    List<Route> routes();
}
