package org.labthings.thing.simstage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationError;
import org.labthings.api.InvocationThread;

@Timeout(60)
class StoppingTest {
    private final ManualTicker ticker = new ManualTicker();
    private final SimulatedStage stage = new SimulatedStage(1000, 5000, ticker);

    @Test
    void anEmergencyStopFailsTheMoveWhereItIs() throws Exception {
        ticker.during(
                () -> {
                    if (ticker.seconds() >= 0.6) { // half way
                        stage.stop();
                    }
                });
        InvocationError e =
                assertThrows(InvocationError.class, () -> stage.moveRelative(1000, 0, 0));
        assertTrue(e.getMessage().contains("stopped at x 500"), e.getMessage());
        assertEquals(new Position(500, 0, 0), stage.position.get());
        assertFalse(stage.moving());
        ticker.during(() -> {});
        stage.moveRelative(-500, 0, 0);
        assertEquals(Position.ZERO, stage.position.get());
    }

    @Test
    void aStopInTheLastTickIsStillAStop() {
        ticker.during(
                () -> {
                    if (ticker.seconds() > 1.15 && ticker.seconds() < 1.2) {
                        stage.stop();
                    }
                });
        assertThrows(InvocationError.class, () -> stage.moveRelative(1000, 0, 0));
        assertTrue(stage.position.get().x() < 1000, stage.position.get().toString());
    }

    @Test
    void stoppingAStageAtRestDoesNothing() throws Exception {
        stage.stop();
        stage.moveRelative(3, 0, 0);
        stage.stop();
        assertEquals(3, stage.position.get().x());
    }

    @Test
    void cancellingStopsTheStageWhereItIs() throws Exception {
        InvocationThread<Void> action =
                new InvocationThread<>(
                        () -> {
                            stage.moveRelative(1000, 0, 0);
                            return null;
                        });
        ticker.during(
                () -> {
                    if (ticker.seconds() >= 0.6) {
                        action.cancel();
                    }
                });
        action.start().joinAndPropagateCancel(Duration.ofMillis(5));
        assertInstanceOf(InvocationCancelledError.class, action.exception());
        assertEquals(500, stage.position.get().x());
        assertFalse(stage.moving());
    }

    @Test
    void realTimePassesAndAnotherThreadCanStopIt() throws Exception {
        SimulatedStage real = new SimulatedStage(1000, 5000, Ticker.REAL);
        long before = System.nanoTime();
        real.moveRelative(40, 0, 0); // 2 * sqrt(40 / 5000) = 0.18 s
        double seconds = (System.nanoTime() - before) / 1e9;
        assertTrue(seconds >= 0.17, seconds + " s");

        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Void> move =
                CompletableFuture.runAsync(
                        () -> {
                            started.countDown();
                            try {
                                real.moveRelative(1_000_000, 0, 0); // a quarter of an hour
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        started.await();
        while (!real.moving()) {
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        while (real.position().get("x") == 40) { // it moves by itself
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        real.stop();
        ExecutionException e =
                assertThrows(ExecutionException.class, () -> move.get(10, TimeUnit.SECONDS));
        assertInstanceOf(InvocationError.class, e.getCause());
        assertFalse(real.moving());
    }
}
