package org.labthings.http.internal.observe;

import java.util.Map;

/** What a WebSocket client may ask for. */
enum Operation {
    /** To be told a property's values. */
    OBSERVE_PROPERTY("addPropertyObservation", "observeproperty", "property"),
    /** To be told an action's status changes. */
    OBSERVE_ACTION("addActionObservation", "observeaction", "action"),
    /** To be told an event's occurrences; beyond the reference. */
    SUBSCRIBE_EVENT("addEventSubscription", "subscribeevent", "event");

    private static final Map<String, Operation> BY_MESSAGE =
            Map.of(
                    OBSERVE_PROPERTY.message,
                    OBSERVE_PROPERTY,
                    OBSERVE_ACTION.message,
                    OBSERVE_ACTION,
                    SUBSCRIBE_EVENT.message,
                    SUBSCRIBE_EVENT);

    private final String message;
    private final String wireName;
    private final String noun;

    Operation(String message, String wireName, String noun) {
        this.message = message;
        this.wireName = wireName;
        this.noun = noun;
    }

    /** The one that a {@code messageType} asks for, or null. */
    static Operation ofMessage(String type) {
        return BY_MESSAGE.get(type);
    }

    /** Its {@code messageType}. */
    String message() {
        return message;
    }

    /** Its name in responses. */
    String wireName() {
        return wireName;
    }

    /** What it is about, for people. */
    String noun() {
        return noun;
    }
}
