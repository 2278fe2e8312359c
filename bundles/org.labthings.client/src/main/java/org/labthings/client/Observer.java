package org.labthings.client;

/**
 * Told about what it observes, on a thread of the client, one call at a time. A call that takes its
 * time holds up what comes after it, and the server then leaves out what a newer value follows.
 */
@FunctionalInterface
public interface Observer {
    /**
     * A new value of a property, or the data of an event; JDK values.
     *
     * @param value null is a value, too
     */
    void next(Object value);

    /** It is connected, for the first time or again; what happened meanwhile may be missed. */
    default void connected() {}

    /**
     * The connection is gone; it is tried again.
     *
     * @param reason for people
     */
    default void disconnected(String reason) {}

    /**
     * The server refuses it for good: nothing more is told.
     *
     * @param error with the server's reason
     */
    default void refused(ClientError error) {}
}
