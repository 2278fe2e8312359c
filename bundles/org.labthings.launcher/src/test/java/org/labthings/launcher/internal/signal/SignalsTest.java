package org.labthings.launcher.internal.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignalsTest {
    @Test
    void aSignalArrives() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        assertTrue(Signals.on("WINCH", arrived::countDown));
        Process kill =
                new ProcessBuilder("kill", "-WINCH", "" + ProcessHandle.current().pid()).start();
        assertTrue(kill.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, kill.exitValue());
        assertTrue(arrived.await(10, TimeUnit.SECONDS));
    }

    @Test
    void whatTheJvmKeepsForItselfIsLeftToIt() {
        assertFalse(Signals.on("KILL", () -> {}));
        assertFalse(Signals.on("NOSUCHSIGNAL", () -> {}));
    }
}
