package org.labthings.listeners.internal.route;

import org.labthings.listeners.RoutedEvent;

/** What has one frame at a time. */
record EventKey(String endpoint, String name) {
    static EventKey of(RoutedEvent event) {
        return new EventKey(event.endpoint(), event.name());
    }
}
