package org.labthings.http.internal.route;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.labthings.http.internal.exchange.BaseUrl;
import org.labthings.http.internal.exchange.PercentCoding;
import org.labthings.http.internal.reply.Reply;

/**
 * All paths at one moment (LabThings specification 1.1 and 1.2). Immutable: made anew when the
 * Things change, and swapped as a whole.
 *
 * <pre>
 * path of the request
 *  ├ is one of the exact paths      one look into a map, on the raw path: the hot path
 *  ├ is one when decoded
 *  ├ fits a pattern                 in order of registration, the first for each method
 *  ├ is below an absent name        503 with the reason
 *  └ is one with another slash      307
 * </pre>
 */
public final class RouteTable {
    /** Nothing at all. */
    public static final RouteTable EMPTY = new RouteTable("", List.of(), Map.of(), Map.of());

    private final Map<String, Resource> exact;
    private final List<Registration> open;
    private final String thingsStart;
    private final Map<String, Route> absent;

    /**
     * Compiles a table.
     *
     * @param prefix of all Things
     * @param all registrations in order of precedence; those that would hide what only servlets
     *     serve are left out
     * @param aliases other paths of exact ones; what is there already stays
     * @param absent by name, what answers for Things that are configured and not running
     */
    public RouteTable(
            String prefix,
            List<Registration> all,
            Map<String, String> aliases,
            Map<String, Route> absent) {
        List<Registration> registrations =
                all.stream().filter(r -> !ServletPaths.own(r.path().template())).toList();
        this.thingsStart = prefix + "/";
        this.absent = Map.copyOf(absent);
        this.open = registrations.stream().filter(r -> !r.path().isExact()).toList();
        Set<String> paths = new LinkedHashSet<>();
        Map<String, Map<String, Route>> routes = new HashMap<>();
        for (Registration r : registrations) {
            if (r.path().isExact()) {
                paths.add(r.path().template());
            }
        }
        // A pattern that was registered earlier goes before an exact path: settled here, once.
        for (Registration r : registrations) {
            if (r.path().isExact()) {
                put(routes, r.path().template(), r);
            } else {
                paths.stream()
                        .filter(p -> r.path().match(p) != null)
                        .forEach(p -> put(routes, p, r));
            }
        }
        Map<String, Resource> table = new HashMap<>();
        routes.forEach((path, byMethod) -> table.put(path, Resource.of(byMethod)));
        Map<String, Resource> others = new HashMap<>();
        aliases.forEach(
                (path, target) -> {
                    if (table.containsKey(target) && !ServletPaths.own(path)) {
                        others.put(path, table.get(target));
                    }
                });
        others.forEach(table::putIfAbsent);
        this.exact = table;
    }

    private static void put(Map<String, Map<String, Route>> routes, String path, Registration r) {
        routes.computeIfAbsent(path, p -> new LinkedHashMap<>())
                .putIfAbsent(r.method(), r.binder().bind(r.path().match(path)));
    }

    /**
     * What is at a path.
     *
     * @param rawPath as in the request line, without the query
     * @return null when nothing is there
     */
    public Resource find(String rawPath) {
        Resource resource = exact.get(rawPath);
        return resource != null ? resource : search(rawPath);
    }

    private Resource search(String rawPath) {
        String path = PercentCoding.decode(rawPath);
        if (ServletPaths.own(path)) {
            return null;
        }
        Resource resource = known(path);
        if (resource == null) {
            resource = absent(path);
        }
        return resource != null || rawPath.length() < 2 ? resource : redirect(rawPath, path);
    }

    private Resource known(String path) {
        Resource resource = exact.get(path);
        if (resource != null) {
            return resource;
        }
        Map<String, Route> routes = null;
        for (Registration r : open) {
            Map<String, String> values = r.path().match(path);
            if (values != null) {
                routes = routes == null ? new LinkedHashMap<>() : routes;
                routes.putIfAbsent(r.method(), r.binder().bind(values));
            }
        }
        return routes == null ? null : Resource.of(routes);
    }

    private Resource absent(String path) {
        if (absent.isEmpty() || !path.startsWith(thingsStart)) {
            return null;
        }
        int end = path.indexOf('/', thingsStart.length());
        Route route =
                absent.get(path.substring(thingsStart.length(), end < 0 ? path.length() : end));
        return route == null ? null : Resource.always(route);
    }

    private Resource redirect(String rawPath, String path) {
        boolean slash = path.endsWith("/");
        String other = slash ? path.substring(0, path.length() - 1) : path + "/";
        Resource there = known(other);
        if (there == null || !there.isHttp()) {
            return null;
        }
        boolean rawSlash = rawPath.endsWith("/"); // it may be there as %2F
        String location =
                !slash
                        ? rawPath + "/"
                        : rawPath.substring(0, rawPath.length() - (rawSlash ? 1 : 3));
        return Resource.everyMethod(
                (rq, rs, cb) -> {
                    HttpURI uri = rq.getHttpURI();
                    String query = uri.getQuery() == null ? "" : "?" + uri.getQuery();
                    rs.getHeaders().put(HttpHeader.LOCATION, BaseUrl.of(rq) + location + query);
                    rq.consumeAvailable();
                    Reply.empty(rs, cb, 307);
                });
    }
}
