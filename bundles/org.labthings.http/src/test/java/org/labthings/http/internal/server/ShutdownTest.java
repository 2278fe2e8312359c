package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.labthings.http.fake.FakeProperty;
import org.labthings.http.fake.FakeServer;
import org.labthings.http.fake.FakeThing;

/** Stopping and swapping while requests are under way. */
class ShutdownTest {
    @Test
    void requestsUnderWayAreAnsweredAndIdleConnectionsDoNotHoldIt() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Wire wire =
                Wire.of(
                        new FakeThing("t")
                                .with(
                                        FakeProperty.memory("x", 1),
                                        FakeProperty.driver(
                                                "slow",
                                                () -> {
                                                    entered.countDown();
                                                    release.await(10, TimeUnit.SECONDS);
                                                    return 5;
                                                })));
        wire.get("/t/x"); // its connection stays open
        CompletableFuture<HttpResponse<String>> slow =
                wire.client()
                        .sendAsync(wire.request("GET", "/t/slow", null), BodyHandlers.ofString());
        assertTrue(entered.await(10, TimeUnit.SECONDS));
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(wire::close);
        release.countDown();
        assertEquals("5", slow.get(10, TimeUnit.SECONDS).body());
        stopped.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aDriverThatHangsDoesNotHoldTheStop() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Wire wire =
                Wire.of(
                        new FakeThing("t")
                                .with(
                                        FakeProperty.driver(
                                                "stuck",
                                                () -> {
                                                    entered.countDown();
                                                    try {
                                                        new CountDownLatch(1)
                                                                .await(30, TimeUnit.SECONDS);
                                                    } catch (InterruptedException e) {
                                                        interrupted.set(true);
                                                    }
                                                    ended.countDown();
                                                    return 5;
                                                })));
        CompletableFuture<HttpResponse<String>> stuck =
                wire.client()
                        .sendAsync(wire.request("GET", "/t/stuck", null), BodyHandlers.ofString());
        assertTrue(entered.await(10, TimeUnit.SECONDS));
        long start = System.nanoTime();
        wire.close();
        assertTrue(System.nanoTime() - start < 5_000_000_000L);
        boolean pooled = Runtime.version().feature() < 21;
        if (pooled) {
            assertTrue(ended.await(10, TimeUnit.SECONDS));
            assertTrue(interrupted.get());
        }
        stuck.cancel(true);
    }

    @Test
    void swappingTheThingsIsSeenByTheNextRequestAndFailsNone() throws Exception {
        try (Wire wire = Wire.of(new FakeThing("t").with(FakeProperty.memory("x", 0)))) {
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<Integer> reader =
                    CompletableFuture.supplyAsync(
                            () -> {
                                int n = 0;
                                int last = 0;
                                try {
                                    while (!stop.get()) {
                                        HttpResponse<String> r = wire.get("/t/x");
                                        assertEquals(200, r.statusCode());
                                        int now = Integer.parseInt(r.body());
                                        assertTrue(now >= last, now + " after " + last);
                                        last = now;
                                        n++;
                                    }
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                                return n;
                            });
            for (int i = 1; i <= 300; i++) {
                wire.server.serve(
                        FakeServer.view(new FakeThing("t").with(FakeProperty.memory("x", i))));
                assertEquals(String.valueOf(i), wire.get("/t/x").body());
            }
            stop.set(true);
            assertTrue(reader.get(10, TimeUnit.SECONDS) > 10);
        }
    }
}
