package org.labthings.listeners;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Something happened. Immutable.
 *
 * @param endpoint where: for files the watched folder as text, with forward slashes
 * @param name what: for files the path below the folder, with forward slashes
 * @param changes what happened to it; several when they came together
 */
public record RoutedEvent(String endpoint, String name, Set<Change> changes) {
    /**
     * Makes the changes unmodifiable.
     *
     * @param endpoint where
     * @param name what
     * @param changes copied
     */
    public RoutedEvent {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(name, "name");
        changes = Set.copyOf(changes);
    }

    /**
     * An event of one change.
     *
     * @param endpoint for files the watched folder as text, with forward slashes
     * @param name for files the path below the folder, with forward slashes
     * @param change what happened to it
     * @return an event, not submitted yet
     */
    public static RoutedEvent of(String endpoint, String name, Change change) {
        return new RoutedEvent(endpoint, name, Set.of(change));
    }

    /**
     * This event, with the changes of another one too.
     *
     * @param more may be empty
     * @return a new event
     */
    public RoutedEvent with(Set<Change> more) {
        Set<Change> all = EnumSet.noneOf(Change.class);
        all.addAll(changes);
        all.addAll(more);
        return new RoutedEvent(endpoint, name, all);
    }
}
