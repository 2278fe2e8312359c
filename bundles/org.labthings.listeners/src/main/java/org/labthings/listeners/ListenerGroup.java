package org.labthings.listeners;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Listeners that are started and stopped together. A service with the property {@link #NAME}, one
 * for each member of the configuration's section {@code listeners}; each is a Thing of that name as
 * well. It needs no HTTP. From any thread.
 */
@ProviderType
public interface ListenerGroup {
    /** Service property (String): the name of the group. */
    String NAME = "listener.group.name";

    /**
     * A listener of the group.
     *
     * @param name as its service says, else its class
     * @param ranking of its service
     * @param state what it does
     */
    record Member(String name, int ranking, ManagedListener.State state) {}

    /** {@return the name of the group, as in the configuration} */
    String name();

    /**
     * {@code RUNNING} between a start and a stop; {@code FAILED} when one could not be started.
     *
     * @return while it starts {@code NEW}
     */
    ManagedListener.State state();

    /** {@return why it is {@code FAILED}; empty when it is not} */
    String reason();

    /** {@return its listeners, in the order of their start, with their states as of now} */
    List<Member> members();

    /** {@return where its callbacks are registered; another one after each start} */
    EventRouter router();

    /**
     * Starts all listeners, the lowest ranking first, unless they run. Those that come later are
     * started when they come. Returns when all listen.
     *
     * @throws ListenerStartException when one cannot be started; those that were are stopped then
     */
    void startAll() throws ListenerStartException;

    /**
     * Stops all listeners in reverse order, then lets running callbacks end, each within the
     * group's limit. What goes wrong is logged and keeps no other from being stopped. Idempotent;
     * called by a callback of the group, it does not wait for that callback.
     */
    void stopAll();

    /**
     * Waits until the group has been stopped; at once if it does not run.
     *
     * @param limit how long at most; zero or negative: only looks
     * @return whether that came in time
     * @throws InterruptedException when the thread is interrupted
     */
    boolean awaitStop(Duration limit) throws InterruptedException;
}
