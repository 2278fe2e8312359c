package org.labthings.core.internal.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.labthings.api.AffordanceNames;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingState;
import org.labthings.core.ThingStatus;
import org.labthings.core.Things;
import org.labthings.core.internal.model.ThingModel;

/** What a Thing may learn about the others. From any thread; nothing blocks. */
final class Neighbours {
    private final Supplier<Things> things;
    private final Map<String, AffordanceNames> told = new ConcurrentHashMap<>();

    Neighbours(Supplier<Things> things) {
        this.things = things;
    }

    /** What the running Things say about themselves. */
    Map<String, Map<String, Object>> states() {
        Map<String, Map<String, Object>> states = new LinkedHashMap<>();
        things.get()
                .served()
                .forEach((name, served) -> states.put(name, ((ThingModel) served).state().get()));
        return states;
    }

    /**
     * What a Thing has. While one is replaced by another that is on its way, what was told last:
     * nobody should see an upgrade as a loss. Only names are kept, and of such Things only.
     */
    Optional<AffordanceNames> affordances(String name) {
        Things now = things.get();
        ServedThing served = now.served().get(name);
        if (served != null) {
            AffordanceNames names =
                    new AffordanceNames(
                            served.properties().keySet(),
                            served.actions().keySet(),
                            served.events().keySet());
            told.put(name, names);
            return Optional.of(names);
        }
        if (!onItsWay(now.statuses().get(name))) {
            told.remove(name);
        }
        return Optional.ofNullable(told.get(name));
    }

    private static boolean onItsWay(ThingStatus status) {
        return status != null
                && (status.state() == ThingState.STARTING || status.state() == ThingState.STOPPING);
    }
}
