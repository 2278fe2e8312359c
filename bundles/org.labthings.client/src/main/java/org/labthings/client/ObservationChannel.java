package org.labthings.client;

/** How values are observed where a server offers both ways. */
public enum ObservationChannel {
    /** Server-Sent Events: a connection each, which goes on where it broke. */
    EVENTS,
    /** The WebSocket of LabThings: one connection for all of a Thing. */
    SOCKET
}
