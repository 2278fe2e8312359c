package org.labthings.thing.simstage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.labthings.api.InvocationError;

class SimulatedStageTest {
    private final ManualTicker ticker = new ManualTicker();
    private final SimulatedStage stage = new SimulatedStage(1000, 5000, ticker);

    @Test
    void startsAtTheOriginAndAtRest() {
        assertEquals(Map.of("x", 0, "y", 0, "z", 0), stage.position());
        assertEquals(List.of("x", "y", "z"), stage.axisNames());
        assertFalse(stage.moving());
    }

    @Test
    void movesExactlyAndTakesItsTime() throws Exception {
        stage.moveRelative(1000, -500, 7);
        assertEquals(new Position(1000, -500, 7), stage.position.get());
        assertEquals(1.2, ticker.seconds(), 1e-6);
        assertFalse(stage.moving());
    }

    @Test
    void positionCanBeWatchedAndAxesArriveTogether() throws Exception {
        List<Position> seen = new ArrayList<>();
        ticker.during(() -> seen.add(stage.position.get()));
        stage.moveRelative(1000, -500, 0);
        assertTrue(seen.size() >= 40, seen.size() + " positions in 1.2 s");
        for (int i = 1; i < seen.size(); i++) {
            Position p = seen.get(i);
            assertTrue(p.x() >= seen.get(i - 1).x(), p + " after " + seen.get(i - 1));
            assertEquals(-p.x() / 2.0, p.y(), 0.51, p.toString());
        }
    }

    @Test
    void isMovingOnlyDuringAMove() throws Exception {
        ticker.during(() -> assertTrue(stage.moving() && stage.moving.get()));
        stage.moveRelative(10, 0, 0);
        assertFalse(stage.moving());
    }

    @Test
    void slowerSpeedTakesLonger() throws Exception {
        stage.speed.set(100.0);
        stage.acceleration.set(1e6);
        stage.moveRelative(0, 0, -1000);
        assertEquals(10, ticker.seconds(), 0.001);
    }

    @Test
    void absoluteMovesKeepAxesThatAreLeftOut() throws Exception {
        stage.moveRelative(10, 20, 30);
        stage.moveAbsolute(Optional.of(-5), Optional.empty(), Optional.empty());
        assertEquals(new Position(-5, 20, 30), stage.position.get());
        stage.moveAbsolute(Map.of("z", 0));
        assertEquals(new Position(-5, 20, 0), stage.position.get());
    }

    @Test
    void aSecondMoveIsRefusedWhileOneIsUnderWay() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        ticker.during(
                () -> {
                    InvocationError e =
                            assertThrows(
                                    InvocationError.class,
                                    () -> stage.moveRelative(Map.of("x", 1)));
                    assertTrue(e.getMessage().contains("already moving"), e.getMessage());
                    assertTrue(e.getMessage().contains("s to go"), e.getMessage());
                    assertThrows(InvocationError.class, stage::setZeroPosition);
                    refused.incrementAndGet();
                });
        stage.moveRelative(100, 0, 0);
        assertTrue(refused.get() > 0);
        assertEquals(100, stage.position.get().x());
        ticker.during(() -> {});
        stage.moveRelative(1, 0, 0); // and afterwards it moves again
        assertEquals(101, stage.position.get().x());
    }

    @Test
    void zeroChangesTheOriginButNotTheHardware() throws Exception {
        stage.moveRelative(100, 50, 0);
        stage.setZeroPosition();
        assertEquals(Position.ZERO, stage.position.get());
        assertEquals(Map.of("x", 100, "y", 50, "z", 0), stage.hardwarePosition());
        stage.moveAbsolute(Map.of("x", 10));
        assertEquals(Map.of("x", 110, "y", 50, "z", 0), stage.hardwarePosition());
        assertEquals(10, stage.position.get().x());
    }

    @Test
    void refusesAnUnknownAxis() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> stage.moveRelative(Map.of("w", 1)));
        assertTrue(e.getMessage().contains("'w'") && e.getMessage().contains("x, y, z"));
        assertFalse(stage.moving());
    }

    @Test
    void refusesToCountBeyondItsRange() throws Exception {
        stage.speed.set(100_000.0);
        stage.moveRelative(Integer.MAX_VALUE, 0, 0);
        InvocationError e = assertThrows(InvocationError.class, () -> stage.moveRelative(1, 0, 0));
        assertTrue(e.getMessage().contains("2147483647"), e.getMessage());
        assertFalse(stage.moving());
        stage.moveRelative(-1, 0, 0);
        assertEquals(Integer.MAX_VALUE - 1, stage.position.get().x());
    }
}
