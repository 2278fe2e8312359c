package org.labthings.http.internal.server;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingServer.LockHolder;
import org.labthings.core.Things;
import org.labthings.http.internal.description.DescriptionRoutes;
import org.labthings.http.internal.description.ThingDescription;
import org.labthings.http.internal.extra.ExtraRoutes.Extras;
import org.labthings.http.internal.meter.RequestMeters;
import org.labthings.http.internal.openapi.Login;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.route.Route;
import org.labthings.http.internal.route.RouteTable;
import org.labthings.http.internal.thing.AbsentThing;
import org.labthings.http.internal.thing.ThingRoutes;
import org.labthings.http.internal.work.Workers;

/**
 * Compiles the routes of a view. What belongs to a Thing is compiled once, when it arrives, and
 * dropped with it. Used by one thread at a time.
 */
final class RouteCompiler {
    private final String prefix;
    private final Workers workers;
    private final ThingRoutes things;
    private final List<Registration> framework;
    private final RequestMeters meters;
    private final Supplier<Optional<LockHolder>> lock;
    private final Supplier<Set<Login>> logins;
    private Set<Login> described = Set.of();
    private Extras extras = Extras.NONE;
    private Map<ServedThing, Compiled> compiled = new IdentityHashMap<>();

    /**
     * A compiler.
     *
     * @param framework routes that are there whatever Things are, in order of precedence
     * @param meters where answers are counted
     * @param lock who holds the global lock
     * @param logins the ways to log in now; none if nobody has to
     */
    RouteCompiler(
            String prefix,
            Workers workers,
            ThingRoutes things,
            List<Registration> framework,
            RequestMeters meters,
            Supplier<Optional<LockHolder>> lock,
            Supplier<Set<Login>> logins) {
        this.prefix = prefix;
        this.workers = workers;
        this.things = things;
        this.framework = framework.stream().map(meters::metered).toList();
        this.meters = meters;
        this.lock = lock;
        this.logins = logins;
    }

    /** Adds these to whatever is compiled from now on, in place of what was added before. */
    void extend(Extras next) {
        extras =
                new Extras(
                        next.routes().stream().map(meters::metered).toList(),
                        next.aliases(),
                        next.announcements(),
                        next.allOrigins(),
                        next.refusal());
    }

    private record Compiled(ThingDescription description, List<Registration> routes) {}

    RouteTable compile(Things view) {
        Set<Login> ways = logins.get();
        if (!ways.equals(described)) { // every description says how to log in
            described = ways;
            compiled = new IdentityHashMap<>();
        }
        Map<ServedThing, Compiled> now = new IdentityHashMap<>();
        Map<String, ThingDescription> descriptions = new LinkedHashMap<>();
        List<Registration> ofThings = new ArrayList<>();
        view.served()
                .forEach(
                        (name, thing) -> {
                            Compiled c = compiled.get(thing);
                            now.put(thing, c == null ? c = compile(name, thing) : c);
                            descriptions.put(name, c.description());
                            ofThings.addAll(c.routes());
                        });
        compiled = now;
        workers.retain(view.served().keySet());
        List<Registration> all = new ArrayList<>(framework);
        DescriptionRoutes.lists(prefix, view, descriptions, lock).stream()
                .map(meters::metered)
                .forEach(all::add);
        all.addAll(ofThings);
        all.addAll(extras.routes());
        return new RouteTable(prefix, all, extras.aliases(), absent(view));
    }

    private Compiled compile(String name, ServedThing thing) {
        String path = prefix + "/" + name;
        ThingDescription description = ThingDescription.of(thing, prefix, described);
        List<Registration> routes =
                things.registrations(thing, path, DescriptionRoutes.of(path, description));
        return new Compiled(description, routes.stream().map(meters::metered).toList());
    }

    private static Map<String, Route> absent(Things view) {
        Map<String, Route> out = new LinkedHashMap<>();
        view.statuses()
                .forEach(
                        (name, status) -> {
                            if (!view.served().containsKey(name)) {
                                out.put(name, new AbsentThing(status));
                            }
                        });
        return out;
    }
}
