package org.labthings.listeners;

import org.osgi.annotation.versioning.ConsumerType;

/** Which events a route wants. */
@FunctionalInterface
@ConsumerType
public interface EventMatcher {
    /**
     * Called on the thread that submits, while the router holds its lock: must be quick, and must
     * not submit events.
     *
     * @param event as it was submitted
     * @return whether it is wanted; what it throws is logged, and counts as no
     */
    boolean matches(RoutedEvent event);
}
