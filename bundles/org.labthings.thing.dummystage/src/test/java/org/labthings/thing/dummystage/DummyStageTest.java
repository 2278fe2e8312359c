package org.labthings.thing.dummystage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationError;
import org.labthings.api.InvocationThread;
import org.labthings.hardware.BacklashCompensation;
import org.labthings.hardware.MoveOptions;
import org.labthings.hardware.stage.Xyz;

@Timeout(60)
class DummyStageTest {
    private final ManualClock clock = new ManualClock();
    private final DummyStage stage = new DummyStage(0.001, clock);

    @Test
    void movesExactlyAtConstantSpeed() throws Exception {
        List<Map<String, Integer>> seen = new ArrayList<>();
        clock.during(() -> seen.add(stage.position()));
        stage.moveRelative(false, Optional.empty(), Map.of("x", 100, "z", -50));
        assertEquals(Map.of("x", 100, "y", 0, "z", -50), stage.position());
        assertEquals(Map.of("x", -100, "y", 0, "z", -50), stage.hardwarePosition());
        assertEquals(0.1, clock.seconds(), 1e-9);
        assertEquals(10, seen.size());
        for (int i = 0; i < seen.size(); i++) {
            assertEquals(10 * (i + 1), seen.get(i).get("x"));
            assertEquals(-5 * (i + 1), seen.get(i).get("z"));
        }
        assertFalse(stage.moving());
        assertEquals(new Xyz(100, 0, -50), stage.getXyzPosition());
    }

    @Test
    void absoluteMovesKeepAxesThatAreLeftOut() throws Exception {
        stage.moveToXyzPosition(new Xyz(10, 20, 30));
        stage.moveAbsolute(false, Optional.empty(), Map.of("y", -5));
        assertEquals(Map.of("x", 10, "y", -5, "z", 30), stage.position());
        stage.moveToOrigin(false, Optional.empty());
        assertEquals(Map.of("x", 0, "y", 0, "z", 0), stage.position());
    }

    @Test
    void makesUpForSlackWithASecondMove() throws Exception {
        List<Integer> ends = new ArrayList<>();
        clock.during(() -> ends.add(stage.position().get("z")));
        stage.moveRelative(Map.of("z", 100), MoveOptions.compensated(BacklashCompensation.Z_ONLY));
        assertEquals(100, stage.position().get("z"));
        assertEquals(-100, ends.stream().min(Integer::compare).orElseThrow());
        ends.clear(); // the gears are engaged now: one move
        stage.moveRelative(
                Map.of("z", 10), MoveOptions.compensated(BacklashCompensation.MOVEMENT_AXES));
        assertEquals(110, ends.stream().min(Integer::compare).orElseThrow());
    }

    @Test
    void aCancelledMoveStopsWhereItIs() throws Exception {
        InvocationThread<Void> action = cancelledHalfWay(MoveOptions.PLAIN);
        assertInstanceOf(InvocationCancelledError.class, action.exception());
        assertEquals(500, stage.position().get("y"));
        assertEquals(500, stage.position.get().get("y"));
        assertFalse(stage.moving());
    }

    @Test
    void aMoveThatBlocksCancellationGoesToItsEnd() throws Exception {
        InvocationThread<Void> action = cancelledHalfWay(MoveOptions.UNCANCELLABLE);
        assertEquals(null, action.exception());
        assertEquals(1000, stage.position().get("y"));
    }

    private InvocationThread<Void> cancelledHalfWay(MoveOptions options) throws Exception {
        InvocationThread<Void> action =
                new InvocationThread<>(
                        () -> {
                            stage.moveRelative(Map.of("y", 1000), options);
                            return null;
                        });
        clock.during(
                () -> {
                    if (clock.seconds() >= 0.5) {
                        action.cancel();
                    }
                });
        action.start();
        assertTrue(action.join(Duration.ofSeconds(30)));
        clock.during(() -> {});
        return action;
    }

    @Test
    void aStopFailsTheMove() {
        clock.during(stage::stop);
        InvocationError e =
                assertThrows(InvocationError.class, () -> stage.moveRelative(Map.of("x", 1000)));
        assertTrue(e.getMessage().contains("stopped at {x=10, y=0, z=0}"), e.getMessage());
    }

    @Test
    void aSecondMoveIsRefusedWhileOneIsUnderWay() throws Exception {
        List<Throwable> refused = new ArrayList<>();
        clock.during(
                () -> {
                    clock.during(() -> {});
                    InvocationThread<Void> other =
                            new InvocationThread<>(
                                    () -> {
                                        stage.moveRelative(Map.of("x", 1));
                                        return null;
                                    });
                    other.start();
                    try {
                        assertTrue(other.join(Duration.ofSeconds(30)));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    refused.add(other.exception());
                });
        stage.moveRelative(Map.of("x", 100));
        assertEquals(100, stage.position().get("x"));
        assertTrue(refused.get(0).getMessage().contains("already moving"), refused.toString());
    }

    @Test
    void zeroForgetsWhereTheStageIs() throws Exception {
        stage.moveRelative(Map.of("x", 70, "z", 5));
        stage.setZeroPosition();
        assertEquals(Map.of("x", 0, "y", 0, "z", 0), stage.hardwarePosition());
        assertEquals(Map.of("x", 0, "y", 0, "z", 0), stage.position.get());
    }

    @Test
    void anAxisCanBeTurnedRound() throws Exception {
        stage.moveRelative(Map.of("x", 70));
        stage.invertAxisDirection("x");
        assertEquals(false, stage.axisInverted.get().get("x"));
        assertEquals(-70, stage.position.get().get("x"));
        assertEquals(Map.of("x", -70, "y", 0, "z", 0), stage.hardwarePosition());
        assertThrows(IllegalArgumentException.class, () -> stage.invertAxisDirection("w"));
    }

    @Test
    void refusesUnknownAxesAndWhatCannotBeCounted() throws Exception {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> stage.moveRelative(Map.of("w", 1)));
        assertTrue(
                e.getMessage().startsWith("One or more axis in [w] is not defined."),
                e.getMessage());
        DummyStage fast = new DummyStage(1e-9, clock);
        fast.moveRelative(Map.of("x", 2_000_000_000));
        InvocationError far =
                assertThrows(
                        InvocationError.class, () -> fast.moveRelative(Map.of("x", 2_000_000_000)));
        assertTrue(far.getMessage().contains("Ask for a shorter move"), far.getMessage());
        fast.moveRelative(Map.of("x", -2_000_000_000));
        assertEquals(0, fast.position().get("x"));
        assertThrows(
                InvocationError.class, () -> fast.moveRelative(Map.of("x", Integer.MIN_VALUE)));
        assertThrows(IllegalArgumentException.class, () -> new DummyStage(0, clock));
        assertThrows(IllegalArgumentException.class, () -> new DummyStage(Double.NaN, clock));
    }

    @Test
    void noMoveIsShorterThanAStep() throws Exception {
        stage.moveRelative(Map.of());
        assertEquals(0.001, clock.seconds(), 1e-9);
    }
}
