package org.labthings.client.internal.td;

import java.net.URI;
import java.util.Set;

/**
 * One way to do something with an affordance.
 *
 * @param href where, absolute; may hold {@code {variables}}
 * @param target the same without variables, null if it has some
 * @param operations what it is for
 * @param contentType of what is sent
 * @param subprotocol {@code sse} for instance, empty for plain requests
 * @param method of HTTP, or null for the usual one of the operation
 */
public record Form(
        String href,
        URI target,
        Set<String> operations,
        String contentType,
        String subprotocol,
        String method) {

    /** Whether it is a plain request for an operation. */
    boolean plain(String operation) {
        return target != null
                && subprotocol.isEmpty()
                && operations.contains(operation)
                && ("http".equalsIgnoreCase(target.getScheme())
                        || "https".equalsIgnoreCase(target.getScheme()));
    }

    /** Whether it is an event stream for an operation. */
    boolean events(String operation) {
        return target != null && subprotocol.equals("sse") && operations.contains(operation);
    }

    /** Whether it is LabThings' WebSocket for an operation. */
    boolean socket(String operation) {
        return target != null && subprotocol.equals("labthings") && operations.contains(operation);
    }
}
