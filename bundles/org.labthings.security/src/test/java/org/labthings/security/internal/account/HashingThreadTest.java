package org.labthings.security.internal.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HashingThreadTest {
    private final CountDownLatch runs = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicInteger interrupts = new AtomicInteger();

    /** As bcrypt does, it minds no interrupt. */
    private void hash() {
        runs.countDown();
        boolean waiting = true;
        while (waiting) {
            try {
                waiting = !mayEnd.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
            }
        }
    }

    @Test
    void closeWaitsForWhatRuns() throws Exception {
        HashingThread hashing = new HashingThread(Duration.ofSeconds(30));
        AtomicBoolean done = new AtomicBoolean();
        hashing.execute(
                () -> {
                    hash();
                    done.set(true);
                });
        assertTrue(runs.await(30, TimeUnit.SECONDS));
        AtomicBoolean doneAtClose = new AtomicBoolean();
        Thread closer =
                new Thread(
                        () -> {
                            hashing.close();
                            doneAtClose.set(done.get());
                        });
        closer.start();
        while (closer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        mayEnd.countDown();
        closer.join(30_000);
        assertTrue(doneAtClose.get());
        assertEquals(0, interrupts.get(), "an interrupt closes the file that it writes");
        assertThrows(RejectedExecutionException.class, () -> hashing.execute(() -> {}));
    }

    @Test
    void whatOutlastsItsPatienceEndsInSilence() throws Exception {
        HashingThread hashing = new HashingThread(Duration.ZERO);
        AtomicReference<Thread> thread = new AtomicReference<>();
        hashing.execute(
                () -> {
                    thread.set(Thread.currentThread());
                    hash();
                    throw new NoClassDefFoundError("its bundle has stopped");
                });
        assertTrue(runs.await(30, TimeUnit.SECONDS));
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true));
        try {
            hashing.close();
            mayEnd.countDown();
            thread.get().join(30_000);
        } finally {
            System.setErr(before);
        }
        assertFalse(thread.get().isAlive());
        assertEquals("", said.toString());
    }
}
