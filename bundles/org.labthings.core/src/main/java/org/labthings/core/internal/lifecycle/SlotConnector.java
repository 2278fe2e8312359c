package org.labthings.core.internal.lifecycle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.labthings.core.internal.lifecycle.ThingUnit.Phase;
import org.labthings.core.internal.slot.SlotConnection;
import org.labthings.core.internal.slot.SlotResolver;

/** Resolves every slot anew, and shows its holder what it may use. On the life-cycle thread. */
final class SlotConnector {
    private final Function<String, String> absence;

    /** With the reason why a named Thing is not there. */
    SlotConnector(Function<String, String> absence) {
        this.absence = absence;
    }

    SlotGraph connect(List<ThingUnit> present) {
        Map<String, Object> there = new LinkedHashMap<>();
        List<ThingUnit> constructed = new ArrayList<>();
        for (ThingUnit u : present) {
            if (u.isConstructed()) {
                there.put(u.name(), u.thing);
                constructed.add(u);
            }
        }
        SlotResolver resolver = new SlotResolver(there, absence);
        for (ThingUnit u : constructed) {
            Map<String, SlotConnection> now = new LinkedHashMap<>();
            u.model.slots().forEach((name, slot) -> now.put(name, connect(resolver, u, name)));
            if (u.phase == Phase.FAILED && u.openFailed && !now.equals(u.connections)) {
                u.enter(Phase.CONSTRUCTED); // what it is connected to has changed: try again
            }
            u.connections = now;
        }
        SlotGraph graph = new SlotGraph(constructed);
        for (ThingUnit u : constructed) {
            boolean closes =
                    u.phase == Phase.CLOSING
                            || (u.phase == Phase.OPEN && graph.obstacle(u) != null);
            if (!closes) { // close() may still use what it was connected to
                u.model.slots().forEach((n, slot) -> slot.fill(graph.usableOnly(u, n)));
                u.needs.clear();
                u.needs.addAll(graph.needs(u));
            }
        }
        return graph;
    }

    private static SlotConnection connect(SlotResolver resolver, ThingUnit u, String name) {
        return resolver.connect(
                u.name(), name, u.model.slots().get(name), u.configuration.slots().get(name));
    }
}
