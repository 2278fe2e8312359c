package org.labthings.listeners;

import org.osgi.annotation.versioning.ConsumerType;

/** Which events a route wants. */
@FunctionalInterface
@ConsumerType
public interface EventMatcher {
    /** Called while the router holds its lock: must be quick, and must not submit events. */
    boolean matches(RoutedEvent event);
}
