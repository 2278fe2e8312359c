package org.labthings.http.internal.server;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.labthings.core.ServedThing;
import org.labthings.core.Things;
import org.labthings.http.internal.description.DescriptionRoutes;
import org.labthings.http.internal.description.ThingDescription;
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
    private Map<ServedThing, Compiled> compiled = new IdentityHashMap<>();

    /**
     * A compiler.
     *
     * @param framework routes that are there whatever Things are, in order of precedence
     */
    RouteCompiler(
            String prefix, Workers workers, ThingRoutes things, List<Registration> framework) {
        this.prefix = prefix;
        this.workers = workers;
        this.things = things;
        this.framework = framework;
    }

    private record Compiled(ThingDescription description, List<Registration> routes) {}

    RouteTable compile(Things view) {
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
        all.addAll(DescriptionRoutes.lists(prefix, view, descriptions));
        all.addAll(ofThings);
        return new RouteTable(prefix, all, absent(view));
    }

    private Compiled compile(String name, ServedThing thing) {
        String path = prefix + "/" + name;
        ThingDescription description = ThingDescription.of(thing, path);
        List<Registration> routes =
                things.registrations(thing, path, DescriptionRoutes.of(path, description));
        return new Compiled(description, routes);
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
