package org.labthings.thing.sangaboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationError;
import org.labthings.api.InvocationThread;
import org.labthings.driver.link.Backoff;
import org.labthings.driver.link.InstrumentAwayError;
import org.labthings.testing.instruments.Fault;
import org.labthings.testing.instruments.PseudoTerminal;
import org.labthings.testing.instruments.SangaboardSimulator;
import org.labthings.testing.instruments.TestContext;

/** A simulated board at a pseudo-terminal, through the real serial library. */
@Timeout(90)
class SangaboardStageTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(10), Duration.ofMillis(100));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;
    private final TestContext context = new TestContext();
    private SangaboardSimulator board;
    private PseudoTerminal terminal;
    private Path port;
    private SangaboardStage stage;

    @BeforeEach
    void start() throws Exception {
        board = new SangaboardSimulator();
        port = folder.resolve("ttyTest");
    }

    private void plugIn() throws Exception {
        terminal = PseudoTerminal.plugIn(port, board.port());
    }

    private void open() throws Exception {
        stage = new SangaboardStage(port.toString(), null, QUICK);
        stage.open(context);
    }

    private void connect() throws Exception {
        plugIn();
        open();
        ready();
    }

    private void ready() throws InterruptedException {
        stage.link().await(PATIENCE);
        while (!stage.connected.get()) {
            Thread.onSpinWait(); // it reads its position first
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
    }

    /** A move of 100 s, which has begun. */
    private InvocationThread<Void> longMove() {
        InvocationThread<Void> move =
                new InvocationThread<>(
                        () -> {
                            stage.moveRelative(Map.of("y", 1_000_000));
                            return null;
                        });
        move.start();
        while (stage.position().get("y") == 0) {
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        return move;
    }

    @AfterEach
    void stop() throws Exception {
        if (stage != null) {
            context.close(stage);
        }
        if (terminal != null) {
            terminal.close();
        }
        board.close();
    }

    private void says(String part) {
        while (!stage.connection.get().contains(part)) {
            Thread.onSpinWait(); // the time-out of the test is the deadline
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
    }

    private static void assertSays(Throwable e, String... parts) {
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }

    @Test
    void movesInBothFrames() throws Exception {
        connect();
        stage.moveRelative(Map.of("x", 100, "y", 50, "z", -20));
        assertEquals(Map.of("x", 100, "y", 50, "z", -20), stage.position());
        assertTrue(board.received().contains("mr -100 50 20"), board.received().toString());
        assertEquals(-100, board.position()[0]);
        stage.moveAbsolute(Map.of("x", 0));
        assertEquals(Map.of("x", 0, "y", 50, "z", -20), stage.position());
        assertFalse(stage.moving());
        assertTrue(board.received().contains("blocking_moves false"));
        stage.setZeroPosition();
        assertEquals(Map.of("x", 0, "y", 0, "z", 0), stage.position());
        stage.releaseMotors();
    }

    @Test
    void aLongMoveIsWatchedAndCanBeCancelled() throws Exception {
        connect();
        InvocationThread<Void> move = longMove();
        assertTrue(stage.moving());
        move.cancel();
        move.joinAndPropagateCancel(Duration.ofMillis(5));
        assertInstanceOf(InvocationCancelledError.class, move.exception());
        assertTrue(board.received().contains("stop"));
        int here = stage.position().get("y");
        assertTrue(here > 0 && here < 1_000_000, "at " + here);
        assertEquals(board.position()[1], here);
        assertFalse(stage.moving());
    }

    @Test
    void stopWorksDuringAMove() throws Exception {
        connect();
        InvocationThread<Void> move = longMove();
        stage.stop();
        move.joinAndPropagateCancel(Duration.ofMillis(5));
        assertSays(move.exception(), "The stage was stopped at", "Check that the way is free");
        assertTrue(stage.position().get("y") < 1_000_000);
    }

    @Test
    void unpluggedDuringAMoveAndPluggedInAgain() throws Exception {
        connect();
        InvocationThread<Void> move = longMove();
        terminal.close();
        move.joinAndPropagateCancel(Duration.ofMillis(5));
        assertInstanceOf(InvocationError.class, move.exception());
        assertSays(move.exception(), "The Sangaboard at " + port);
        says("is not there");
        assertFalse(stage.connected.get());
        String absence =
                context.instrumentAbsence().orElseThrow(); // ends with this machine's ports
        String expected = "The Sangaboard at " + port + " is not there. Is it plugged in?";
        assertTrue(absence.startsWith(expected), absence);
        assertFalse(stage.moving());
        assertThrows(InstrumentAwayError.class, () -> stage.moveRelative(Map.of("x", 1)));
        plugIn();
        ready();
        stage.stop();
        stage.moveAbsolute(Map.of("y", 0));
        assertEquals(0, board.position()[1]);
    }

    @Test
    void garbageEndsInAnErrorAndANewConnection() throws Exception {
        connect();
        board.fault(Fault.GARBAGE);
        InvocationError e =
                assertThrows(InvocationError.class, () -> stage.moveRelative(Map.of("x", 1)));
        assertSays(e, "where a position is expected", "Next attempt");
        ready();
        stage.moveRelative(Map.of("x", 1));
        assertEquals(1, stage.position().get("x"));
    }

    @Test
    void noReplyHalfAReplyOrALateOneEndInAnError() throws Exception {
        connect();
        for (Fault fault : new Fault[] {Fault.NO_ANSWER, Fault.PARTIAL, Fault.LATE, Fault.FLOOD}) {
            board.fault(fault);
            InvocationError e =
                    assertThrows(
                            InvocationError.class,
                            () -> stage.moveRelative(Map.of("x", 1)),
                            fault.toString());
            assertSays(e, "answer", "'p?'");
            ready();
        }
        stage.moveRelative(Map.of("x", 1));
        assertEquals(1, stage.position().get("x"));
    }

    @Test
    void aPortThatAnotherProgramHasIsNamedAndWaitedFor() throws Exception {
        plugIn();
        Process other =
                new ProcessBuilder("flock", port.toRealPath().toString(), "sleep", "600").start();
        try {
            while (tryLock(port)) {
                Thread.onSpinWait(); // until the other program has it
                if (Thread.currentThread().isInterrupted()) {
                    throw new AssertionError("it did not happen within the deadline");
                }
            }
            open();
            says("is used by another program");
            assertThrows(InstrumentAwayError.class, () -> stage.moveRelative(Map.of("x", 1)));
        } finally {
            other.descendants().forEach(ProcessHandle::destroy);
            other.destroy();
            other.waitFor(20, TimeUnit.SECONDS);
        }
        ready();
        stage.moveRelative(Map.of("x", 1));
    }

    private static boolean tryLock(Path port) throws Exception {
        return new ProcessBuilder("flock", "-n", port.toRealPath().toString(), "true")
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void oldFirmwareOrNoBoardIsSaid() throws Exception {
        board.firmware("OpenFlexure Motor Board v0.5.1");
        plugIn();
        open();
        says("runs firmware 0.5.1, but 1.0.0 or newer is needed");
        board.firmware("Marlin 2.0");
        says("answers 'Marlin 2.0' to 'version'. Is it a Sangaboard?");
        board.firmware("Sangaboard Firmware v1.x");
        says("runs firmware '1.x', which is no version");
        board.firmware("Sangaboard Firmware v1.0.2-dev");
        ready();
        says("firmware 1.0.2");
    }

    @Test
    void aPortThatIsNotThereIsSaid() throws Exception {
        open();
        says("ttyTest is not there. Is it plugged in?");
        assertEquals(Map.of("x", 0, "y", 0, "z", 0), stage.position());
        plugIn();
        ready();
        while (context.instrumentAbsence().isPresent()) {
            Thread.onSpinWait(); // said last
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        stage.moveRelative(Map.of("x", 5));
    }

    @Test
    void directionOfZIsCalibrated() throws Exception {
        connect();
        assertTrue(stage.calibrationRequired());
        stage.calibrateZDirection("clockwise");
        assertFalse(stage.calibrationRequired());
        assertFalse(stage.axisInverted.get().get("z"));
        stage.moveRelative(Map.of("z", 10));
        assertEquals(10, board.position()[2]);
    }

    @Test
    void theLightIsSwitched() throws Exception {
        connect();
        stage.led(false);
        assertTrue(board.received().contains("led_cc 0"));
        stage.led(true);
        assertTrue(board.received().contains("led_cc 0.32"));
        board.light(false);
        IOException e = assertThrows(IOException.class, () -> stage.led(true));
        assertEquals("The sangaboard does not support LED control", e.getMessage());
    }
}
