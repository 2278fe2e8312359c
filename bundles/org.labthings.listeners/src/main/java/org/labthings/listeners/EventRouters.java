package org.labthings.listeners;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Service that makes routers. Each belongs to the bundle that asked for it, and is shut down when
 * that bundle lets go of this service, if it was not before.
 */
@ProviderType
public interface EventRouters {
    /** How many frames of a router may wait and run, unless it is said otherwise. */
    int DEFAULT_LIMIT = 10_000;

    /**
     * A router of its own. It has no thread until an event comes, and none a few seconds after.
     *
     * @param name for its threads and its log
     * @return without routes, for {@link #DEFAULT_LIMIT} frames
     */
    default EventRouter create(String name) {
        return create(name, DEFAULT_LIMIT);
    }

    /**
     * A router of its own.
     *
     * @param name for its threads and its log
     * @param limit how many frames may wait and run before events are refused
     * @return without routes
     */
    EventRouter create(String name, int limit);
}
