package org.labthings.http.internal.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.labthings.http.internal.reply.Reply;

/** What is at one path: a route for each method. Immutable. */
public final class Resource {
    /** A handshake, as if it were a method: it has its own answers. */
    public static final String WEBSOCKET = "WEBSOCKET";

    /** A GET that prefers an event stream, as if it were a method: answered as GET by default. */
    public static final String EVENTS = "EVENTS";

    private static final List<String> ORDER = List.of("GET", "HEAD", "PUT", "POST", "DELETE");
    private static final Route NO_SOCKET =
            (rq, rs, cb) -> Reply.detail(rq, rs, cb, 403, "No WebSocket is served here");
    private static final Route NOTHING = (rq, rs, cb) -> Reply.detail(rq, rs, cb, 404, "Not Found");

    private final boolean http;
    private final Route get;
    private final Route head;
    private final Route put;
    private final Route post;
    private final Route delete;
    private final Route options;
    private final Route events;
    private final Route socket;
    private final Route other;

    private Resource(
            boolean http, Map<String, Route> routes, Route options, Route socket, Route other) {
        this.http = http;
        this.get = routes.getOrDefault("GET", other);
        this.head = routes.getOrDefault("HEAD", get);
        this.put = routes.getOrDefault("PUT", other);
        this.post = routes.getOrDefault("POST", other);
        this.delete = routes.getOrDefault("DELETE", other);
        this.events = routes.getOrDefault(EVENTS, get);
        this.options = options;
        this.socket = routes.getOrDefault(WEBSOCKET, socket);
        this.other = other;
    }

    /** With these methods; OPTIONS says which, anything else is refused with 405. */
    public static Resource of(Map<String, Route> routes) {
        List<String> methods = new ArrayList<>();
        for (String method : ORDER) {
            boolean implied = method.equals("HEAD") && routes.containsKey("GET");
            if (routes.containsKey(method) || implied) {
                methods.add(method);
            }
        }
        if (methods.isEmpty()) {
            return new Resource(false, routes, NOTHING, NO_SOCKET, NOTHING);
        }
        methods.add("OPTIONS");
        HttpField allow = new PreEncodedHttpField(HttpHeader.ALLOW, String.join(", ", methods));
        return new Resource(
                true,
                routes,
                (rq, rs, cb) -> {
                    rs.getHeaders().put(allow);
                    Reply.empty(rs, cb, 204);
                },
                NO_SOCKET,
                (rq, rs, cb) -> {
                    rs.getHeaders().put(allow);
                    Reply.detail(rq, rs, cb, 405, "Method Not Allowed");
                });
    }

    /** The same answer to everything. */
    static Resource always(Route route) {
        return new Resource(true, Map.of(), route, route, route);
    }

    /** The same answer to every method, and no WebSocket. */
    static Resource everyMethod(Route route) {
        return new Resource(true, Map.of(), route, NO_SOCKET, route);
    }

    /** Whether it answers any method but a handshake. */
    boolean isHttp() {
        return http;
    }

    /** The route for a method, whatever it is, {@link #WEBSOCKET} or {@link #EVENTS}. */
    public Route route(String method) {
        return switch (method) {
            case "GET" -> get;
            case "HEAD" -> head;
            case "PUT" -> put;
            case "POST" -> post;
            case "DELETE" -> delete;
            case "OPTIONS" -> options;
            case EVENTS -> events;
            case WEBSOCKET -> socket;
            default -> other;
        };
    }
}
