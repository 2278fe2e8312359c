package org.labthings.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.labthings.api.DataProperty;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.core.ThingState;

/** A driver says that its instrument is away, to the real platform. */
class InstrumentAwayTest {
    /** Has a cable. */
    public static final class Lamp implements Thing {
        /** Memory. */
        public final DataProperty<Integer> brightness = DataProperty.of(5);

        private volatile ThingContext context;

        @Override
        public void open(ThingContext given) {
            context = given;
            given.instrumentAway("The lamp is being looked for.");
        }
    }

    @Test
    void itWaitsAndIsServed() {
        ThingContext first;
        try (ThingTester<Lamp> tester = ThingTester.of(new Lamp()).start()) {
            first = tester.thing().context;
            assertEquals(
                    "The lamp is being looked for.",
                    tester.awaitState(ThingState.WAITING).reason());
            assertEquals(5, tester.get("brightness", Integer.class));
            tester.put("brightness", 7);
            assertEquals(7, tester.thing().brightness.get());
            first.instrumentBack();
            assertEquals("It is served.", tester.awaitState(ThingState.RUNNING).reason());
            first.instrumentAway("The lamp is unplugged.");
            assertTrue(tester.awaitState(ThingState.WAITING).served());
        }
        first.instrumentAway("It was closed."); // is of no interest, and throws nothing
        first.instrumentBack();
    }
}
