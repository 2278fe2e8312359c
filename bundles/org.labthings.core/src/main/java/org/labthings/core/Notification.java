package org.labthings.core;

import java.util.UUID;

/**
 * Something that observers are told, encoded once when it happened and shared by all of them.
 *
 * @param kind what happened
 * @param thing name of the Thing
 * @param affordance wire name of the property, action or event
 * @param json the new value, the event's data, or the action's status as a JSON string; UTF-8,
 *     shared
 * @param invocation for an action or its progress, which run; else null
 * @param sequence grows with every notification of the server
 */
public record Notification(
        Kind kind, String thing, String affordance, byte[] json, UUID invocation, long sequence) {
    /** What happened. */
    public enum Kind {
        /** A data property was assigned. */
        PROPERTY,
        /** An invocation changed its status. */
        ACTION,
        /** An invocation reported progress; its status is the same as before. */
        PROGRESS,
        /** An event occurred. */
        EVENT
    }
}
