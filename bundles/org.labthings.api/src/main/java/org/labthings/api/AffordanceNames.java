package org.labthings.api;

import java.util.Set;

/**
 * What a Thing has, by name as on the wire.
 *
 * @param properties names of its properties and settings
 * @param actions names of its actions
 * @param events names of its events
 */
public record AffordanceNames(Set<String> properties, Set<String> actions, Set<String> events) {
    /**
     * Copies the sets, which then cannot be modified.
     *
     * @param properties without null
     * @param actions without null
     * @param events without null
     */
    public AffordanceNames {
        properties = Set.copyOf(properties);
        actions = Set.copyOf(actions);
        events = Set.copyOf(events);
    }
}
