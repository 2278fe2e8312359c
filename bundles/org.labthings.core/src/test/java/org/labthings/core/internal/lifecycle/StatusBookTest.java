package org.labthings.core.internal.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.labthings.api.Thing;
import org.labthings.core.ThingState;

class StatusBookTest {
    private final ConfiguredThing stage =
            ConfiguredThing.of(new Hashtable<>(Map.<String, Object>of(Thing.NAME, "stage")));
    private Instant now = Instant.parse("2026-03-02T05:05:39Z");
    private final StatusBook book = new StatusBook(() -> now);

    private int transitions(ThingState state, String reason) {
        return book.status(stage, null, state, reason).history().size();
    }

    @Test
    void whatIsAsItWasIsNoTransition() {
        assertEquals(1, transitions(ThingState.WAITING, "It is unplugged."));
        assertEquals(1, transitions(ThingState.WAITING, "It is unplugged."));
        assertEquals(2, transitions(ThingState.RUNNING, "It is served."));
    }

    @Test
    void aLineIsOwedForAThingThatWaitsUntilThatLasts() {
        transitions(ThingState.RUNNING, "It is served.");
        book.log();
        assertFalse(book.hasUnlogged());
        transitions(ThingState.WAITING, "It is unplugged.");
        book.log();
        assertTrue(book.hasUnlogged(), "a cable that is put back at once is not worth a line");
        now = now.plusSeconds(1);
        book.log();
        assertFalse(book.hasUnlogged());
    }
}
