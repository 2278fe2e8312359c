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
    private static final List<String> ORDER = List.of("GET", "HEAD", "PUT", "POST", "DELETE");

    private final Route get;
    private final Route head;
    private final Route put;
    private final Route post;
    private final Route delete;
    private final Route options;
    private final Route other;

    private Resource(Map<String, Route> routes, Route options, Route other) {
        this.get = routes.getOrDefault("GET", other);
        this.head = routes.getOrDefault("HEAD", get);
        this.put = routes.getOrDefault("PUT", other);
        this.post = routes.getOrDefault("POST", other);
        this.delete = routes.getOrDefault("DELETE", other);
        this.options = options;
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
        methods.add("OPTIONS");
        HttpField allow = new PreEncodedHttpField(HttpHeader.ALLOW, String.join(", ", methods));
        return new Resource(
                routes,
                (rq, rs, cb) -> {
                    rs.getHeaders().put(allow);
                    Reply.empty(rs, cb, 204);
                },
                (rq, rs, cb) -> {
                    rs.getHeaders().put(allow);
                    Reply.detail(rq, rs, cb, 405, "Method Not Allowed");
                });
    }

    /** The same answer to every method. */
    public static Resource always(Route route) {
        return new Resource(Map.of(), route, route);
    }

    /** The route for a method, whatever it is. */
    public Route route(String method) {
        return switch (method) {
            case "GET" -> get;
            case "HEAD" -> head;
            case "PUT" -> put;
            case "POST" -> post;
            case "DELETE" -> delete;
            case "OPTIONS" -> options;
            default -> other;
        };
    }
}
