package org.labthings.core.internal.invocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationError;
import org.labthings.core.BusyException;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.core.internal.lock.GlobalLock;
import org.labthings.core.internal.log.ThingLogger;
import org.labthings.core.internal.notify.NotificationHub;
import org.slf4j.event.Level;

class InvocationStoreTest {
    private final NotificationHub hub = new NotificationHub();
    private final GlobalLock lock = new GlobalLock(true);
    private InvocationStore store = store(2000, 10_000, 10_000);

    private InvocationStore store(int running, int queued, int kept) {
        return new InvocationStore(
                new InvocationStore.Limits(running, queued, kept, 1 << 25), hub, Level.WARN);
    }

    @AfterEach
    void stop() {
        store.stop();
    }

    private ActionCall call(ActionCall.Target target, GlobalLock held, boolean emergency) {
        return new ActionCall(
                "thing",
                "act",
                target,
                new ActionCall.EncodedInput(null, null),
                new Object[0],
                null,
                held,
                false,
                emergency,
                300_000,
                ThingLogger.of("thing", () -> false));
    }

    private InvocationRecord start(ActionCall.Target target) {
        return store.start(call(target, null, false));
    }

    private static InvocationRecord.State end(InvocationRecord r) throws Exception {
        return r.whenDone().toCompletableFuture().get(10, TimeUnit.SECONDS).state();
    }

    @Test
    void completes() throws Exception {
        InvocationRecord.State s = end(start(a -> null));
        assertEquals(InvocationStatus.COMPLETED, s.status());
        assertNotNull(s.completed());
        assertNull(s.error());
    }

    @Test
    void logsAFailureBeforeItIsSeen() throws Exception {
        InvocationRecord r =
                start(
                        a -> {
                            throw new IllegalStateException("broken");
                        });
        assertEquals(InvocationStatus.ERROR, end(r).status());
        assertEquals("broken", r.log().get(0).message());
        assertNotNull(r.log().get(0).traceback());
        assertEquals("IllegalStateException", r.state().error().title());
    }

    @Test
    void anAnticipatedFailureHasNoTrace() throws Exception {
        InvocationRecord r =
                start(
                        a -> {
                            throw new InvocationError("anticipated");
                        });
        end(r);
        assertNull(r.log().get(0).traceback());
        assertTrue(r.state().error().type().endsWith("exceptions.InvocationError"));
    }

    @Test
    void evenAnErrorEndsTheInvocation() throws Exception {
        InvocationRecord r =
                start(
                        a -> {
                            throw new StackOverflowError();
                        });
        assertEquals(InvocationStatus.ERROR, end(r).status());
    }

    @Test
    void cancellingEndsASleepAndIsRefusedAfterwards() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        InvocationRecord r =
                start(
                        a -> {
                            running.countDown();
                            Invocation.sleep(Duration.ofMinutes(5));
                            return null;
                        });
        running.await();
        assertTrue(r.cancel());
        assertEquals(InvocationStatus.CANCELLED, end(r).status());
        assertEquals("Invocation " + r.id() + " was cancelled.", r.log().get(0).message());
        assertFalse(r.cancel());
    }

    @Test
    void anActionMaySurviveOneCancellation() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        InvocationRecord r =
                start(
                        a -> {
                            running.countDown();
                            try {
                                Invocation.sleep(Duration.ofMinutes(5));
                            } catch (InvocationCancelledError e) {
                                Invocation.raiseIfCancelled();
                            }
                            return null;
                        });
        running.await();
        r.cancel();
        assertEquals(InvocationStatus.COMPLETED, end(r).status());
    }

    @Test
    void aBusyLockEndsInErrorWithoutAStart() throws Exception {
        try (GlobalLock.Hold hold = lock.hold("test")) {
            InvocationRecord r = store.start(call(a -> null, lock, false));
            InvocationRecord.State s = end(r);
            assertEquals(InvocationStatus.ERROR, s.status());
            assertNull(s.started());
            assertEquals(409, s.error().status());
            assertEquals("Global lock was busy: didn't run act.", r.log().get(0).message());
        }
    }

    @Test
    void observersSeeEveryStatusInOrder() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        hub.subscribe("thing", "act", n -> seen.add(new String(n.json(), StandardCharsets.UTF_8)));
        end(start(a -> null));
        assertEquals(List.of("\"pending\"", "\"running\"", "\"completed\""), seen);
    }

    @Test
    void aFullQueueIsRefusedAndAnEmergencyRuns() throws Exception {
        store = store(2, 3, 100);
        CountDownLatch release = new CountDownLatch(1);
        List<InvocationRecord> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(
                    start(
                            a -> {
                                release.await();
                                return null;
                            }));
        }
        assertThrows(BusyException.class, () -> start(a -> null));
        assertEquals(5, store.list().size(), "what was refused is not listed");
        AtomicBoolean stopped = new AtomicBoolean();
        InvocationRecord emergency =
                store.start(
                        call(
                                a -> {
                                    stopped.set(true);
                                    return null;
                                },
                                null,
                                true));
        end(emergency);
        assertTrue(stopped.get(), "needs no free worker");
        release.countDown();
        for (InvocationRecord r : all) {
            assertEquals(InvocationStatus.COMPLETED, end(r).status());
        }
    }

    @Test
    void thousandsQueuedAllEnd() throws Exception {
        store = store(200, 10_000, 10_000);
        List<InvocationRecord> all = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            all.add(start(a -> null));
        }
        for (InvocationRecord r : all) {
            assertEquals(InvocationStatus.COMPLETED, end(r).status());
        }
    }

    @Test
    void whatHasExpiredIsNotFound() throws Exception {
        ActionCall c = call(a -> null, null, false);
        ActionCall shortLived =
                new ActionCall(
                        c.thing(),
                        c.action(),
                        c.target(),
                        c.input(),
                        c.arguments(),
                        null,
                        null,
                        false,
                        false,
                        0,
                        c.logger());
        InvocationRecord r = store.start(shortLived);
        end(r);
        assertTrue(store.find(r.id()).isPresent(), "readable for a moment even with retention 0");
        CountDownLatch expired = new CountDownLatch(1);
        var timer = java.util.concurrent.Executors.newSingleThreadScheduledExecutor();
        timer.schedule(expired::countDown, 1100, TimeUnit.MILLISECONDS);
        assertTrue(expired.await(10, TimeUnit.SECONDS));
        timer.shutdown();
        assertFalse(store.find(r.id()).isPresent());
        assertEquals(List.of(), store.list());
        assertEquals(List.of(), store.list("thing", "act"));
    }

    @Test
    void keepsOnlySoMany() throws Exception {
        store = store(10, 100, 7);
        for (int i = 0; i < 20; i++) {
            end(start(a -> null));
        }
        store.sweep();
        assertEquals(7, store.list().size());
        assertEquals(7, store.list("thing", "act").size());
    }

    @Test
    void closingAThingWithdrawsWhatHasNotBegun() throws Exception {
        store = store(1, 10, 100);
        CountDownLatch running = new CountDownLatch(1);
        InvocationRecord first =
                start(
                        a -> {
                            running.countDown();
                            Invocation.sleep(Duration.ofMinutes(5));
                            return null;
                        });
        AtomicBoolean ran = new AtomicBoolean();
        InvocationRecord second =
                start(
                        a -> {
                            ran.set(true);
                            return null;
                        });
        running.await();
        assertEquals(List.of(), store.cancelAll("thing", Duration.ofSeconds(5)));
        assertEquals(InvocationStatus.CANCELLED, end(first).status());
        assertEquals(InvocationStatus.CANCELLED, end(second).status());
        assertFalse(ran.get());
    }

    @Test
    void aDeafActionIsInterruptedAndNamed() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        start(
                a -> {
                    running.countDown();
                    while (true) {
                        try {
                            release.await();
                            return null;
                        } catch (InterruptedException e) {
                            continue; // deaf on purpose
                        }
                    }
                });
        running.await();
        assertEquals(List.of("act"), store.cancelAll("thing", Duration.ofMillis(20)));
        release.countDown();
    }

    @Test
    void theLogIsARingOfAThousand() throws Exception {
        InvocationRecord r =
                start(
                        a -> {
                            var log = ThingLogger.of("thing", () -> false);
                            for (int i = 0; i < 1200; i++) {
                                log.info("line {}", i);
                            }
                            log.debug("not without --debug");
                            return null;
                        });
        end(r);
        assertEquals(1000, r.log().size());
        assertEquals("line 1199", r.log().get(999).message());
        assertEquals("InvocationStoreTest.java", r.log().get(0).file());
        assertTrue(r.log().get(0).line() > 0);
    }
}
