package org.labthings.client.internal.observe;

import com.fasterxml.jackson.databind.JsonNode;

/** Told what happens to something that is observed. On a thread of the client, one at a time. */
public interface Watcher {
    /** A value, or the data of an event. */
    void value(JsonNode value);

    /** It is observed now, for the first time or again; what happened meanwhile may be missed. */
    void connected();

    /** The connection is gone; it is tried again until this is closed. */
    void disconnected(String reason);

    /** The server does not allow it, or has no such name: it is not tried again. */
    void refused(String reason);
}
