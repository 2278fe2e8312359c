package org.labthings.core.internal.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.labthings.api.GlobalLockBusyError;

class GlobalLockTest {
    private final GlobalLock lock = new GlobalLock(true);

    @Test
    void isReentrantAndTellsItsHolder() {
        try (GlobalLock.Hold outer = lock.hold("heater.ramp")) {
            try (GlobalLock.Hold inner = lock.hold("heater.off")) {
                assertEquals("heater.ramp", lock.holder().orElseThrow().who());
            }
            assertTrue(lock.holder().isPresent());
        }
        assertFalse(lock.holder().isPresent());
    }

    @Test
    void isBusyForAnotherThread() throws Exception {
        try (GlobalLock.Hold hold = lock.hold("a.b")) {
            ExecutionException e =
                    assertThrows(
                            ExecutionException.class,
                            () ->
                                    CompletableFuture.runAsync(() -> lock.hold("c.d").close())
                                            .get(5, TimeUnit.SECONDS));
            assertInstanceOf(GlobalLockBusyError.class, e.getCause());
            assertEquals("The global lock could not be acquired.", e.getCause().getMessage());
        }
        CompletableFuture.runAsync(() -> lock.hold("c.d").close()).get(5, TimeUnit.SECONDS);
    }

    @Test
    void disabledItNeverHoldsAnybodyUp() throws Exception {
        GlobalLock off = new GlobalLock(false);
        try (GlobalLock.Hold hold = off.hold("a.b")) {
            CompletableFuture.runAsync(() -> off.hold("c.d").close()).get(5, TimeUnit.SECONDS);
        }
        assertFalse(off.holder().isPresent());
    }
}
