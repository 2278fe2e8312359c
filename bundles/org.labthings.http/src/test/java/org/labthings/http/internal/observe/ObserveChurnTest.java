package org.labthings.http.internal.observe;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.labthings.http.internal.observe.ObserveFixture.observe;
import static org.labthings.http.internal.observe.ObserveFixture.observeAction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.labthings.http.fake.FakeRecord;
import org.labthings.http.internal.observe.fixture.EventWire;
import org.labthings.http.internal.observe.fixture.Eventually;
import org.labthings.http.internal.observe.fixture.FakeThing;
import org.labthings.http.internal.observe.fixture.SocketWire;

/** Observers come and go while Things change and are upgraded: nothing is left behind. */
class ObserveChurnTest {
    private static final int VISITORS = 8;
    private static final int VISITS = 25;
    private static final String[] STREAMS = {
        "/watch/counter/sse", "/watch/slow/sse", "/watch/alarm/sse"
    };

    private volatile boolean over;

    @Test
    void nothingIsLeftBehind() throws Exception {
        ObserveFixture fixture =
                new ObserveFixture(
                        ObserveFixture.times(
                                Duration.ofMillis(50),
                                Duration.ofMillis(20),
                                Duration.ofMillis(20),
                                Duration.ofSeconds(20)));
        ExecutorService pool = Executors.newCachedThreadPool();
        try {
            Future<Integer> published = pool.submit(() -> publish(fixture));
            Future<Integer> upgraded = pool.submit(() -> upgrade(fixture));
            List<Callable<Integer>> visitors = new ArrayList<>();
            for (int i = 0; i < VISITORS; i++) {
                int seed = i;
                visitors.add(() -> visit(fixture, seed));
            }
            int told = 0;
            for (Future<Integer> visitor : pool.invokeAll(visitors, 60, TimeUnit.SECONDS)) {
                told += visitor.get();
            }
            over = true;
            assertTrue(published.get(20, TimeUnit.SECONDS) > 0);
            assertTrue(upgraded.get(20, TimeUnit.SECONDS) > 0);
            assertTrue(told >= VISITORS * VISITS / 2, "visitors were told " + told + " times");
            Eventually.holds(
                    "all observers are forgotten",
                    () -> {
                        fixture.platform.property("watch", "counter", "0");
                        return fixture.observations.counters().observers() == 0;
                    });
            Eventually.holds("all topics are", () -> fixture.observations.counters().topics() == 0);
            for (String name : List.of("counter", "slow", "alarm")) {
                assertTrue(fixture.platform.observers("watch", name) == 0, name);
            }
        } finally {
            over = true;
            pool.shutdownNow();
            fixture.stop();
        }
    }

    private int publish(ObserveFixture fixture) {
        int n = 0;
        while (!over) {
            fixture.platform.property("watch", "counter", "" + ++n);
            fixture.platform.event("watch", "alarm", "" + n);
            FakeRecord record = fixture.platform.add(new FakeRecord("watch", "slow"));
            fixture.platform.status(record);
            fixture.platform.status(record.completed(n));
            fixture.platform.remove(record);
            Thread.yield();
        }
        return n;
    }

    private int upgrade(ObserveFixture fixture) {
        int n = 0;
        while (!over) {
            fixture.observations.thingsChanged(FakeThing.waiting("watch"));
            Thread.yield();
            fixture.observations.thingsChanged(FakeThing.running(ObserveFixture.watch(++n)));
            Thread.yield();
        }
        return n;
    }

    private int visit(ObserveFixture fixture, int seed) throws Exception {
        int told = 0;
        for (int i = 0; i < VISITS; i++) {
            if ((seed + i) % 2 == 0) {
                told += visitSocket(fixture, i % 5);
            } else {
                try (EventWire wire = fixture.events(STREAMS[(seed + i) / 2 % STREAMS.length])) {
                    if (wire.http().status() == 200) {
                        for (int k = i % 5; k >= 0 && wire.next() != null; k--) {
                            told++;
                        }
                    }
                }
            }
        }
        return told;
    }

    private static int visitSocket(ObserveFixture fixture, int stay) throws Exception {
        int told = 0;
        try (SocketWire wire = fixture.socket()) {
            if (wire.handshake().status() == 503) {
                return 0;
            }
            wire.send(observe("counter")).send(observeAction("slow"));
            while (told <= stay) {
                String message = wire.text();
                if (message.contains("\"status\":\"503\"")) {
                    wire.send(observe("counter")); // it was away for a moment
                } else {
                    told++;
                }
            }
        }
        return told;
    }
}
