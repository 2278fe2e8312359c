package org.labthings.core.internal.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.labthings.api.Thing;
import org.labthings.core.ThingState;
import org.labthings.core.ThingStatus;
import org.labthings.core.Things;
import org.osgi.framework.ServiceReference;

/** A Thing that is open and has no instrument. */
class InstrumentAwayTest {
    private static final String UNPLUGGED = "The stage at ttyX is unplugged.";

    private final Overview overview =
            new Overview(
                    new ComponentReasons(null, name -> Optional.empty()), name -> Optional.empty());
    private final AtomicInteger told = new AtomicInteger();
    private final ThingUnit unit = open();

    @SuppressWarnings("unchecked") // a proxy of a generic interface
    private ThingUnit open() {
        Map<String, Object> properties = Map.of(Thing.NAME, "stage", "service.id", 7L);
        ServiceReference<Thing> reference =
                (ServiceReference<Thing>)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {ServiceReference.class},
                                (self, method, arguments) ->
                                        method.getName().equals("getProperty")
                                                ? properties.get(arguments[0])
                                                : null);
        ThingUnit made = new ThingUnit(reference);
        made.context =
                new OpenContext(
                        made.configuration, null, null, null, null, null, told::incrementAndGet);
        made.enter(ThingUnit.Phase.OPEN);
        return made;
    }

    private Overview.Input input() {
        return new Overview.Input(
                List.of(), List.of(unit), List.of(unit), new SlotGraph(List.of()), true);
    }

    private ThingStatus status() {
        return overview.things(input()).statuses().get("stage");
    }

    private List<ThingState> history() {
        return status().history().stream().map(ThingStatus.Transition::state).toList();
    }

    @Test
    void itWaitsWithItsReasonAndIsServedAllTheSame() {
        assertEquals(ThingState.RUNNING, status().state());
        unit.context.instrumentAway(UNPLUGGED);
        unit.context.instrumentAway(UNPLUGGED);
        assertEquals(1, told.get(), "the same sentence is no news");
        Things things = overview.things(input());
        ThingStatus waiting = things.statuses().get("stage");
        assertEquals(ThingState.WAITING, waiting.state());
        assertEquals(UNPLUGGED, waiting.reason());
        assertTrue(waiting.served());
        assertFalse(waiting.isRunning());
        assertTrue(things.served().containsKey("stage"));

        unit.context.instrumentBack();
        assertEquals(2, told.get());
        assertEquals(ThingState.RUNNING, status().state());
        assertEquals(
                List.of(ThingState.RUNNING, ThingState.WAITING, ThingState.RUNNING), history());
    }

    @Test
    void aStrictStartHasNothingAgainstIt() {
        unit.context.instrumentAway(UNPLUGGED);
        assertEquals(Optional.empty(), overview.firstFailure(input()));
    }

    @Test
    void whileItClosesItsInstrumentDoesNotMatter() {
        unit.context.instrumentAway(UNPLUGGED);
        unit.leaving = true;
        assertEquals(ThingState.STOPPING, status().state());
        assertFalse(status().served());
        unit.enter(ThingUnit.Phase.CLOSING);
        assertEquals("Its close is running.", status().reason());
    }
}
