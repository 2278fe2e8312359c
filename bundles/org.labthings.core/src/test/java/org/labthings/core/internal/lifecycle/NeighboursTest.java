package org.labthings.core.internal.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingState;
import org.labthings.core.ThingStatus;
import org.labthings.core.Things;

/** What a Thing learns of another one that comes, is upgraded and goes. */
class NeighboursTest {
    private volatile Things things = new Things(Map.of(), Map.of(), true);
    private final Neighbours neighbours = new Neighbours(() -> things);

    private void lamp(ThingState state, String... properties) {
        ThingStatus status =
                new ThingStatus(
                        "lamp",
                        state,
                        "",
                        Instant.EPOCH,
                        "Lamp",
                        null,
                        null,
                        properties.length > 0,
                        List.of(),
                        List.of());
        things =
                new Things(
                        properties.length == 0 ? Map.of() : Map.of("lamp", served(properties)),
                        Map.of("lamp", status),
                        true);
    }

    private static ServedThing served(String... properties) {
        Map<String, Object> named = new java.util.HashMap<>();
        for (String p : properties) {
            named.put(p, null);
        }
        return (ServedThing)
                Proxy.newProxyInstance(
                        ServedThing.class.getClassLoader(),
                        new Class<?>[] {ServedThing.class},
                        (self, method, arguments) ->
                                method.getName().equals("properties") ? named : Map.of());
    }

    private Set<String> properties() {
        return neighbours.affordances("lamp").orElseThrow().properties();
    }

    @Test
    void anUpgradeIsNoLoss() {
        assertTrue(neighbours.affordances("lamp").isEmpty());
        lamp(ThingState.STARTING);
        assertTrue(neighbours.affordances("lamp").isEmpty(), "it was never there");
        lamp(ThingState.RUNNING, "level");
        assertEquals(Set.of("level"), properties());
        lamp(ThingState.STOPPING);
        assertEquals(Set.of("level"), properties());
        lamp(ThingState.STARTING);
        assertEquals(Set.of("level"), properties());
        lamp(ThingState.RUNNING, "level", "colour");
        assertEquals(Set.of("level", "colour"), properties());
    }

    @Test
    void whatFailsOrGoesIsMissing() {
        for (ThingState state : List.of(ThingState.FAILED, ThingState.WAITING)) {
            lamp(ThingState.RUNNING, "level");
            assertEquals(Set.of("level"), properties());
            lamp(state);
            assertTrue(neighbours.affordances("lamp").isEmpty(), state.toString());
            lamp(ThingState.STARTING);
            assertTrue(neighbours.affordances("lamp").isEmpty(), "it is forgotten");
        }
        lamp(ThingState.RUNNING, "level");
        assertEquals(Set.of("level"), properties());
        things = new Things(Map.of(), Map.of(), true);
        assertTrue(neighbours.affordances("lamp").isEmpty());
    }
}
