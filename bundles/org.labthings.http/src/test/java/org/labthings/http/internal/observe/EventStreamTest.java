package org.labthings.http.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labthings.core.Problem;
import org.labthings.http.fake.FakeRecord;
import org.labthings.http.internal.observe.fixture.EventWire;
import org.labthings.http.internal.observe.fixture.Eventually;
import org.labthings.http.internal.observe.fixture.FakeThing;

class EventStreamTest {
    private static final String COUNTER = "/watch/counter/sse";
    private static final String ALARM = "/watch/alarm/sse";
    private static final String SLOW = "/watch/slow/sse";

    private ObserveFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new ObserveFixture(ObserveSettings.DEFAULT);
    }

    @AfterEach
    void stop() throws Exception {
        fixture.stop();
    }

    private void use(ObserveSettings settings) throws Exception {
        fixture.stop();
        fixture = new ObserveFixture(settings);
    }

    private void alarm(String json) {
        fixture.platform.event("watch", "alarm", json);
    }

    private static String resume(EventWire.Event event) {
        return "Last-Event-ID: " + event.id();
    }

    @Test
    void thePresentValueIsFirst() throws Exception {
        try (EventWire wire = fixture.events(COUNTER)) {
            assertEquals(200, wire.http().status());
            assertEquals("text/event-stream", wire.http().header("content-type"));
            assertEquals("no-store", wire.http().header("cache-control"));
            assertEquals("0", wire.data());
            fixture.platform.property("watch", "counter", "1");
            fixture.platform.property("watch", "counter", "[2,\"µ\"]");
            assertEquals("1", wire.data());
            EventWire.Event last = wire.next();
            assertEquals("[2,\"µ\"]", last.data());
            try (EventWire other = fixture.events(COUNTER, resume(last))) {
                assertEquals("[2,\"µ\"]", other.data(), "not what the fake would read: 0");
            }
        }
        Eventually.holds(
                "nobody observes",
                () -> {
                    fixture.platform.property("watch", "counter", "3");
                    return fixture.platform.observers("watch", "counter") == 0;
                });
    }

    @Test
    void whatCannotBeObservedIsRefused() throws Exception {
        try (EventWire wire = fixture.events("/watch/func/sse")) {
            assertEquals(403, wire.http().status());
        }
        fixture.observations.thingsChanged(FakeThing.waiting("watch"));
        try (EventWire wire = fixture.events(COUNTER)) {
            assertEquals(503, wire.http().status());
            assertEquals("1", wire.http().header("retry-after"));
        }
        fixture.observations.thingsChanged(FakeThing.none());
        try (EventWire wire = fixture.events(COUNTER)) {
            assertEquals(404, wire.http().status());
        }
        assertEquals(0, fixture.observations.counters().observers());
    }

    @Test
    void aStreamSurvivesAnUpgradeAndTellsTheNewValue() throws Exception {
        try (EventWire wire = fixture.events(COUNTER)) {
            assertEquals("0", wire.data());
            fixture.observations.thingsChanged(FakeThing.waiting("watch"));
            fixture.observations.thingsChanged(FakeThing.running(ObserveFixture.watch(42)));
            assertEquals("42", wire.data());
            fixture.observations.thingsChanged(FakeThing.running(new FakeThing("watch")));
            assertNull(wire.next(), "the new version has no such property");
        }
    }

    @Test
    void aStreamEndsWithItsThing() throws Exception {
        try (EventWire wire = fixture.events(COUNTER)) {
            assertEquals("0", wire.data());
            fixture.observations.thingsChanged(FakeThing.none());
            assertNull(wire.next());
        }
    }

    @Test
    void eventsThatWereMissedAreReplayed() throws Exception {
        EventWire.Event first;
        try (EventWire wire = fixture.events(ALARM)) {
            assertEquals(200, wire.http().status());
            joined("alarm");
            alarm("\"a\"");
            alarm("null");
            first = wire.next();
            assertEquals("\"a\"", first.data());
        }
        alarm("\"c\"");
        try (EventWire wire = fixture.events(ALARM, resume(first))) {
            assertEquals("null", wire.data());
            EventWire.Event third = wire.next();
            assertEquals("\"c\"", third.data());
            assertNotEquals(first.id(), third.id());
            alarm("\"d\"");
            assertEquals("\"d\"", wire.data(), "nothing twice");
        }
        try (EventWire wire = fixture.events(ALARM, "Last-Event-ID: of-another-run")) {
            assertEquals("\"a\"", wire.data(), "all that is kept");
        }
        try (EventWire wire = fixture.events(ALARM)) {
            assertEquals(200, wire.http().status());
            joined("alarm");
            alarm("\"e\"");
            assertEquals("\"e\"", wire.data(), "a new client is told what is new");
        }
    }

    /** The status line says that the stream is open: it has joined its topic by then. */
    private void joined(String name) {
        assertEquals(1, fixture.platform.observers("watch", name));
    }

    @Test
    void whatIsKeptIsBounded() throws Exception {
        use(ObserveFixture.limits(10, 3));
        EventWire.Event first;
        try (EventWire wire = fixture.events(ALARM)) {
            assertEquals(200, wire.http().status());
            alarm("0");
            first = wire.next();
        }
        for (int i = 1; i < 10; i++) {
            alarm("" + i);
        }
        try (EventWire wire = fixture.events(ALARM, resume(first))) {
            assertEquals("7", wire.data());
            assertEquals("8", wire.data());
            assertEquals("9", wire.data());
        }
    }

    @Test
    void nothingIsKeptForThoseWhoDoNotComeBack() throws Exception {
        use(
                ObserveFixture.times(
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1)));
        EventWire wire = fixture.events(ALARM);
        assertEquals(200, wire.http().status());
        wire.close();
        Eventually.holds(
                "the topic is forgotten",
                () -> {
                    alarm("\"notices that the client left\"");
                    return fixture.platform.observers("watch", "alarm") == 0;
                });
        assertEquals(0, fixture.observations.counters().topics());
    }

    @Test
    void anActionIsToldWithProgressAndEnd() throws Exception {
        FakeRecord before = fixture.platform.add(new FakeRecord("watch", "slow"));
        try (EventWire wire = fixture.events(SLOW)) {
            JsonNode running = wire.next().json();
            assertEquals(before.id().toString(), running.path("id").asText());
            assertEquals("running", running.path("status").asText());
            assertEquals("/api/watch/slow", running.path("action").asText());
            assertEquals("/api/action_invocations/" + before.id(), running.path("href").asText());
            assertTrue(running.path("progress").isNull());
            fixture.platform.status(before); // what was told already is not told again
            fixture.platform.progress(before.progress(0.5, "half"));
            JsonNode half = wire.next().json();
            assertEquals(50, half.path("progress").asDouble(), "percent");
            assertEquals("half", half.path("progressText").asText());
            fixture.platform.status(before.failed(new Problem("broken", null, 500, "Fault")));
            EventWire.Event end = wire.next();
            assertEquals("error", end.json().path("status").asText());
            assertEquals("broken", end.json().at("/error/detail").asText());
            try (EventWire again = fixture.events(SLOW, "Last-Event-ID: x")) {
                assertEquals(end.data(), again.next().data(), "its end is kept");
            }
        }
    }

    @Test
    void oneInvocationIsToldUntilItsEnd() throws Exception {
        FakeRecord other = fixture.platform.add(new FakeRecord("watch", "slow"));
        FakeRecord mine = fixture.platform.add(new FakeRecord("watch", "slow"));
        fixture.server.route("/inv", fixture.observations.invocation(mine.id()));
        try (EventWire wire = fixture.events("/inv")) {
            assertEquals("running", wire.next().json().path("status").asText());
            fixture.platform.progress(other.progress(0.1, "other"));
            fixture.platform.status(other.completed(1));
            fixture.platform.progress(mine.progress(0.2, "mine"));
            assertEquals("mine", wire.next().json().path("progressText").asText());
            fixture.platform.status(mine.completed(2));
            EventWire.Event end = wire.next();
            assertEquals("completed", end.json().path("status").asText());
            assertEquals("completed", end.id());
            assertNull(wire.next(), "the response ends");
        }
        try (EventWire late = fixture.events("/inv")) {
            assertEquals("completed", late.next().json().path("status").asText());
            assertNull(late.next());
        }
        try (EventWire knows = fixture.events("/inv", "Last-Event-ID: completed")) {
            assertEquals(204, knows.http().status());
        }
        fixture.server.route("/none", fixture.observations.invocation(java.util.UUID.randomUUID()));
        try (EventWire none = fixture.events("/none")) {
            assertEquals(404, none.http().status());
        }
    }

    @Test
    void aQuietStreamBeats() throws Exception {
        use(
                ObserveFixture.times(
                        Duration.ofMinutes(1),
                        Duration.ofMillis(50),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1)));
        try (EventWire wire = fixture.events(COUNTER)) {
            assertEquals("0", wire.data());
            Thread later =
                    new Thread(
                            () -> {
                                Eventually.holds("it beats", () -> beats(wire) >= 3);
                                fixture.platform.property("watch", "counter", "1");
                            });
            later.start();
            assertEquals("1", wire.data());
            later.join(20_000);
        }
    }

    private static int beats(EventWire wire) {
        return wire.comments();
    }

    @Test
    void theDefaultHeartbeatKeepsDeadClientsFromStaying() throws Exception {
        use(
                ObserveFixture.times(
                        Duration.ofMinutes(1),
                        Duration.ofMillis(20),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1)));
        EventWire wire = fixture.events(COUNTER);
        assertEquals("0", wire.data());
        wire.close();
        Eventually.holds(
                "its leaving is noticed", () -> fixture.observations.counters().observers() == 0);
    }

    @Test
    void endAllCompletesTheResponses() throws Exception {
        try (EventWire wire = fixture.events(COUNTER)) {
            assertEquals("0", wire.data());
            var ended = fixture.observations.endAll();
            assertNull(wire.next());
            ended.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void lineBreaksDoNotEndAValue() throws Exception {
        try (EventWire wire = fixture.events(COUNTER)) {
            assertEquals("0", wire.data());
            fixture.platform.property("watch", "counter", "{\n\"a\":1}");
            assertEquals(1, wire.next().json().path("a").asInt());
        }
    }
}
