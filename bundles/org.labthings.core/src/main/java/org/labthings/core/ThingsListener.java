package org.labthings.core;

import org.osgi.annotation.versioning.ConsumerType;

/** A service that is told when Things come, go or change state (whiteboard). */
@ConsumerType
public interface ThingsListener {
    /**
     * Called with the present view when the listener appears, and after each change, in order, on
     * the life-cycle thread: it must be quick, and must not wait for a Thing. A Thing is told here
     * before it counts as RUNNING for anybody else, and leaves the view before it is closed.
     */
    void thingsChanged(Things things);

    /**
     * Called once when the framework begins to stop, before any Thing is closed: ends streams and
     * stops taking requests, within a few seconds.
     */
    default void serverStopping() {}
}
