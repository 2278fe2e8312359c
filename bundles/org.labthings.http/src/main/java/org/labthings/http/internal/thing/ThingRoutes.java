package org.labthings.http.internal.thing;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.labthings.core.ServedAction;
import org.labthings.core.ServedEndpoint;
import org.labthings.core.ServedEvent;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedStream;
import org.labthings.core.ServedThing;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.work.Lane;

/** All routes of one Thing, in the order in which LabThings registers them (specification 1.1). */
public final class ThingRoutes {
    private final Setup setup;

    /** Routes made with these. */
    public ThingRoutes(Setup setup) {
        this.setup = setup;
    }

    /**
     * The routes of the Thing's members, by name: where two fit one path, the first wins.
     *
     * @param path of the Thing with the server's prefix, without a slash at the end
     * @param description the route of its description, which comes after them
     */
    public List<Registration> registrations(
            ServedThing thing, String path, Registration description) {
        Lane lane = setup.workers().thing(thing.name());
        TreeMap<String, List<Registration>> byName = new TreeMap<>();
        for (ServedProperty p : thing.properties().values()) {
            add(
                    byName,
                    p.name(),
                    new PropertyRoutes(setup, lane, thing.name(), p).registrations(path));
        }
        for (ServedAction a : thing.actions().values()) {
            add(
                    byName,
                    a.name(),
                    new ActionRoutes(setup, lane, thing.name(), a).registrations(path));
        }
        for (ServedEndpoint e : thing.endpoints().values()) {
            EndpointRoute route = new EndpointRoute(setup, lane, thing.name(), e);
            add(byName, e.name(), List.of(route.registration(path)));
        }
        LiveRoutes live = new LiveRoutes(setup.streams(), setup.observations(), thing.name(), path);
        for (ServedStream s : thing.streams().values()) {
            add(byName, s.name(), live.stream(s));
        }
        for (ServedEvent e : thing.events().values()) {
            add(byName, e.name(), live.event(e));
        }
        List<Registration> out = new ArrayList<>();
        byName.values().forEach(out::addAll);
        out.add(description);
        out.add(live.socket());
        return out;
    }

    private static void add(
            TreeMap<String, List<Registration>> byName, String name, List<Registration> routes) {
        byName.computeIfAbsent(name, n -> new ArrayList<>()).addAll(routes);
    }
}
