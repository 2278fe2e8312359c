package org.labthings.http.internal.meter;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.route.Route;
import org.labthings.http.metrics.RouteCounters;

/**
 * Counts all answers of the server, by route. It costs a request two looks at the clock, one small
 * object and three striped counters. The counters of a Thing outlive its upgrade.
 */
public final class RequestMeters {
    /** Things may come and go for years, with ever other names. */
    private static final int MOST_ROUTES = 2000;

    private record Key(String method, String route) {}

    private final Map<Key, RouteMeter> meters = new ConcurrentHashMap<>();
    private final RouteMeter servlets = meter("ANY", "(servlet)");
    private final RouteMeter nothing = meter("ANY", "(none)");
    private final RouteMeter other = meter("ANY", "(other)");

    private RouteMeter meter(String method, String route) {
        Key key = new Key(method, route);
        RouteMeter known = meters.get(key);
        if (known != null) {
            return known;
        }
        return meters.size() >= MOST_ROUTES
                ? other
                : meters.computeIfAbsent(key, k -> new RouteMeter(method, route));
    }

    /** The same registration, whose answers are counted. */
    public Registration metered(Registration r) {
        RouteMeter meter = meter(r.method(), r.path().template());
        return new Registration(
                r.method(), r.path(), values -> new MeteredRoute(r.binder().bind(values), meter));
    }

    /** Begins to measure a request to a route. */
    public Callback begin(Route route, Response response, Callback callback) {
        RouteMeter meter = route instanceof MeteredRoute metered ? metered.meter() : other;
        return new Measurement(meter, response, callback);
    }

    /** Begins to measure a request that a servlet answers. */
    public Callback beginServlet(Response response, Callback callback) {
        return new Measurement(servlets, response, callback);
    }

    /** Begins to measure a request to nothing. */
    public Callback beginNothing(Response response, Callback callback) {
        return new Measurement(nothing, response, callback);
    }

    /** All that were ever asked. */
    public List<RouteCounters> counters() {
        return meters.values().stream().map(RouteMeter::counters).filter(Objects::nonNull).toList();
    }
}
