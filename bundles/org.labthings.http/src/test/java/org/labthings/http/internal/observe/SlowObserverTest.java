package org.labthings.http.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.labthings.http.internal.observe.ObserveFixture.fence;
import static org.labthings.http.internal.observe.ObserveFixture.observe;
import static org.labthings.http.internal.observe.ObserveFixture.observeAction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labthings.http.fake.FakeRecord;
import org.labthings.http.internal.observe.fixture.EventWire;
import org.labthings.http.internal.observe.fixture.HttpWire;
import org.labthings.http.internal.observe.fixture.SocketWire;
import org.labthings.http.metrics.ObserveCounters;

class SlowObserverTest {
    private static final int CHANGES = 400;
    private static final int SIZE = 200_000;
    private static final int BURST = 2000;

    private ObserveFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new ObserveFixture(ObserveSettings.DEFAULT);
    }

    @AfterEach
    void stop() throws Exception {
        fixture.stop();
    }

    private static String large(int n) {
        return "{\"n\":" + n + ",\"fill\":\"" + "x".repeat(SIZE) + "\"}";
    }

    /** Publishes everything while the observer does not read. */
    private void publishLargeValues() throws Exception {
        Thread publisher =
                new Thread(
                        () -> {
                            for (int n = 1; n <= CHANGES; n++) {
                                fixture.platform.property("watch", "counter", large(n));
                                fixture.platform.property("watch", "model", "" + n);
                            }
                        });
        publisher.start();
        publisher.join(20_000);
        assertTrue(!publisher.isAlive(), "publishing waits for nobody");
    }

    @Test
    void aStalledSocketThatResumesEndsOnTheNewestValues() throws Exception {
        try (SocketWire wire = SocketWire.connect(fixture.server.port(), "/watch/ws", 8192)) {
            wire.send(observe("counter")).send(observe("model")).send(fence());
            assertEquals("fence", wire.receive().path("name").asText());
            publishLargeValues();
            int counter = 0;
            int model = 0;
            int messages = 0;
            while (counter < CHANGES || model < CHANGES) {
                JsonNode data = wire.receive().path("data");
                messages++;
                if (data.has("counter")) {
                    int n = data.at("/counter/n").asInt();
                    assertTrue(n > counter, n + " after " + counter);
                    counter = n;
                } else {
                    int n = data.path("model").asInt();
                    assertTrue(n > model, n + " after " + model);
                    model = n;
                }
            }
            ObserveCounters counters = fixture.observations.counters();
            assertEquals(2 * CHANGES - messages, counters.superseded());
            assertTrue(counters.superseded() > CHANGES / 2, counters.toString());
            wire.send(fence());
            assertEquals("fence", wire.receive().path("name").asText(), "and nothing after it");
        }
    }

    @Test
    void aStalledEventStreamThatResumesEndsOnTheNewestValue() throws Exception {
        try (EventWire wire =
                new EventWire(
                        HttpWire.send(fixture.server.port(), "GET", "/watch/counter/sse", 8192))) {
            assertEquals("0", wire.data());
            publishLargeValues();
            int last = 0;
            while (last < CHANGES) {
                int n = wire.next().json().path("n").asInt();
                assertTrue(n > last, n + " after " + last);
                last = n;
            }
            assertTrue(fixture.observations.counters().superseded() > CHANGES / 2);
        }
    }

    @Test
    void anObserverThatKeepsUpLosesNothing() throws Exception {
        try (SocketWire socket = fixture.socket(observe("counter"), fence());
                EventWire events = fixture.events("/watch/counter/sse")) {
            assertEquals("fence", socket.receive().path("name").asText());
            assertEquals("0", events.data());
            CountDownLatch done = new CountDownLatch(1);
            Thread reader =
                    new Thread(
                            () -> {
                                try {
                                    for (int n = 1; n <= BURST; n++) {
                                        assertEquals("" + n, events.data());
                                    }
                                    done.countDown();
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            });
            reader.start();
            for (int n = 1; n <= BURST; n++) {
                fixture.platform.property("watch", "counter", "" + n);
            }
            for (int n = 1; n <= BURST; n++) {
                assertEquals(n, socket.receive().at("/data/counter").asInt());
            }
            assertTrue(done.await(20, TimeUnit.SECONDS), "the event stream got all of them too");
            assertEquals(0, fixture.observations.counters().superseded());
        }
    }

    @Test
    void oneStalledObserverCostsTheOthersNothing() throws Exception {
        try (SocketWire stalled = SocketWire.connect(fixture.server.port(), "/watch/ws", 8192);
                SocketWire reader = fixture.socket(observe("counter"), fence())) {
            stalled.send(observe("counter")).send(fence());
            assertEquals("fence", stalled.receive().path("name").asText());
            assertEquals("fence", reader.receive().path("name").asText());
            for (int n = 1; n <= 100; n++) {
                fixture.platform.property("watch", "counter", large(n));
                assertEquals(n, reader.receive().at("/data/counter/n").asInt());
            }
        }
    }

    @Test
    void progressOfASlowObserverIsTheNewest() throws Exception {
        FakeRecord record = fixture.platform.add(new FakeRecord("watch", "slow"));
        try (EventWire wire = fixture.events("/watch/slow/sse");
                SocketWire socket = fixture.socket(observeAction("slow"), fence())) {
            assertEquals("fence", socket.receive().path("name").asText());
            assertEquals("running", wire.next().json().path("status").asText());
            for (int n = 1; n <= 100_000; n++) {
                fixture.platform.progress(record.progress(n / 1e5, "step " + n));
            }
            fixture.platform.status(record.completed(1));
            double last = 0;
            int told = 0;
            JsonNode event = wire.next().json();
            while (!event.path("status").asText().equals("completed")) {
                double now = event.path("progress").asDouble(100);
                assertTrue(now >= last, now + " after " + last);
                last = now;
                told++;
                event = wire.next().json();
            }
            assertTrue(told <= 100_000 && fixture.observations.counters().dropped() == 0);
            assertEquals("completed", socket.receive().at("/data/status").asText());
        }
    }
}
