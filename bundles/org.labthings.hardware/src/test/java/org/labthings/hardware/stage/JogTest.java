package org.labthings.hardware.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.api.InvocationError;

@Timeout(60)
class JogTest {
    private final FakeController stage = new FakeController();
    private final FakeContext context = new FakeContext();

    @BeforeEach
    void open() throws Exception {
        stage.open(context);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
        context.close();
    }

    @Test
    void movesAtOnceAndFreesTheLockWhenItRests() throws Exception {
        stage.jog(false, Map.of("x", 600));
        until(() -> stage.started.contains(Map.of("x", -600, "y", 0)));
        assertTrue(context.locked());
        assertTrue(stage.moving());
        stage.place = Map.of("x", -600, "y", 0);
        stage.moves = false;
        until(() -> !context.locked());
        assertFalse(stage.moving());
        assertEquals(600, stage.position.get().get("x"), "read although it ended by itself");
    }

    @Test
    void newCommandsReplaceTheMoveUnderWay() throws Exception {
        stage.jog(false, Map.of("x", 600));
        until(() -> stage.started.size() == 1);
        stage.jog(false, Map.of("y", 30));
        until(() -> stage.started.size() == 2);
        assertEquals(Map.of("x", 0, "y", 30), stage.started.get(1));
        assertEquals(1, context.threads.size(), "one jog");
        stage.jog(true, Map.of());
        until(() -> !context.locked());
        assertEquals(1, stage.stops.get());
        stage.jog(false, Map.of("y", 40));
        until(() -> stage.started.size() == 3);
        assertEquals(2, context.threads.size(), "another jog");
    }

    @Test
    void aJogWithoutDistanceStops() throws Exception {
        stage.jog(false, Map.of("x", 600));
        until(() -> stage.started.size() == 1);
        stage.jog(false, Map.of("x", 0));
        until(() -> !context.locked());
        assertEquals(1, stage.stops.get());
    }

    @Test
    void aStopWithoutAJogDoesNothing() {
        stage.jog(true, Map.of());
        assertEquals(0, context.threads.size());
        assertEquals(0, stage.stops.get());
    }

    @Test
    void isLostWhileAnActionHoldsTheLock() throws Exception {
        context.busy = true;
        stage.jog(false, Map.of("x", 600));
        context.threads.get(0).join(TimeUnit.SECONDS.toMillis(20));
        assertTrue(stage.started.isEmpty());
        context.busy = false;
        stage.jog(false, Map.of("x", 7));
        until(() -> stage.started.contains(Map.of("x", -7, "y", 0)));
    }

    @Test
    void nobodyElseMovesMeanwhile() throws Exception {
        stage.jog(false, Map.of("x", 600));
        until(() -> stage.started.size() == 1);
        assertThrows(InvocationError.class, () -> stage.moveRelative(Map.of("x", 1)));
    }

    @Test
    void aControllerThatFailsEndsTheJog() throws Exception {
        stage.jog(false, Map.of("x", 600));
        until(() -> stage.started.size() == 1);
        stage.broken = true;
        until(() -> !context.locked());
        stage.broken = false;
        stage.moves = false;
        stage.jog(false, Map.of("x", 5));
        until(() -> stage.started.size() == 2);
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait(); // the class has a deadline
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
    }
}
