package org.labthings.listeners.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.listeners.DebounceMode;
import org.labthings.listeners.FrameHandle;
import org.labthings.listeners.FrameResult;
import org.labthings.listeners.FrameResult.Outcome;
import org.labthings.listeners.Route;

/** How a router ends. */
@Timeout(60)
class RouterShutdownTest extends RouterFixture {
    @Test
    void shutdownWhileEventsWait() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        router.register(
                plain(
                        (e, f) -> {
                            calls.incrementAndGet();
                            running.countDown();
                            return hold(e, f);
                        }));
        List<FrameHandle> handles = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            handles.add(router.submit(event("n" + i)));
        }
        assertTrue(running.await(20, TimeUnit.SECONDS));
        assertFalse(router.shutdown(Duration.ofMillis(100)), "some never end by themselves");
        for (FrameHandle handle : handles) {
            assertEquals(Outcome.CANCELLED, get(handle).outcome());
        }
        assertTrue(calls.get() <= 64, calls + " were started");
        assertTrue(router.shutdown(LIMIT), "twice");
        assertThrows(IllegalStateException.class, () -> router.register(plain(this::hold)));
    }

    @Test
    void shutdownAndDrainFromWithinACallback() throws Exception {
        router.register(plain((e, f) -> router.drain(LIMIT) + " " + router.shutdown(LIMIT)));
        FrameResult result = get(router.submit(event("a")));
        assertEquals("true true", result.results().get(0).value());
        assertEquals(Outcome.CANCELLED, result.outcome(), "the router was stopped meanwhile");
    }

    @Test
    void drainWaitsForWhatWaits() throws Exception {
        Recorder recorder = new Recorder();
        router.register(
                Route.to(recorder)
                        .debounce(Duration.ofMillis(50), DebounceMode.TRAILING)
                        .delay(Duration.ofMillis(50)));
        router.submit(event("a"));
        assertTrue(router.drain(LIMIT));
        assertEquals(1, recorder.events().size());
        router.register(plain(this::hold).named("held"));
        router.submit(event("held"));
        assertFalse(router.drain(Duration.ofMillis(100)));
    }
}
