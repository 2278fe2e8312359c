package org.labthings.http.internal.route;

import java.util.Map;

/**
 * One method of one path, as a part of the wire registers it.
 *
 * @param method GET, HEAD, PUT, POST or DELETE, {@link Resource#WEBSOCKET} or {@link
 *     Resource#EVENTS}; HEAD and EVENTS are answered by GET where they are not registered
 * @param path where
 * @param binder makes the route for the values of the path's open parts
 */
public record Registration(String method, PathPattern path, Binder binder) {
    /** Makes routes; called for each request to a path with open parts, on a selector thread. */
    @FunctionalInterface
    public interface Binder {
        /** The route for these values, decoded. */
        Route bind(Map<String, String> values);
    }

    /** A route at a fixed path. */
    public static Registration exact(String method, String path, Route route) {
        return new Registration(method, PathPattern.exact(path), values -> route);
    }
}
