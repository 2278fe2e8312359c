package org.labthings.http.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.labthings.http.internal.observe.ObserveFixture.fence;
import static org.labthings.http.internal.observe.ObserveFixture.observe;
import static org.labthings.http.internal.observe.ObserveFixture.observeAction;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.core.Problem;
import org.labthings.http.fake.FakeRecord;
import org.labthings.http.internal.observe.fixture.Eventually;
import org.labthings.http.internal.observe.fixture.FakeThing;
import org.labthings.http.internal.observe.fixture.SocketWire;

class SocketTest {
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

    private static void assertFence(SocketWire wire) throws Exception {
        assertEquals("fence", wire.receive().path("name").asText(), "nothing came before");
    }

    @Test
    void aPropertyIsToldInOneMessageEach() throws Exception {
        try (SocketWire wire = fixture.socket(observe("counter"), observe("counter"), fence())) {
            assertFence(wire);
            fixture.platform.property("watch", "counter", "5");
            fixture.platform.property("watch", "counter", "5");
            fixture.platform.property("watch", "model", "{\"x\":1}");
            fixture.platform.property("watch", "counter", "\"µ\"");
            assertEquals(
                    "{\"messageType\":\"propertyStatus\",\"data\":{\"counter\":5}}", wire.text());
            assertEquals(
                    "{\"messageType\":\"propertyStatus\",\"data\":{\"counter\":5}}", wire.text());
            assertEquals(
                    "{\"messageType\":\"propertyStatus\",\"data\":{\"counter\":\"µ\"}}",
                    wire.text());
        }
    }

    @Test
    void anActionIsToldWithoutItsInvocation() throws Exception {
        FakeRecord record = fixture.platform.add(new FakeRecord("watch", "slow"));
        try (SocketWire wire = fixture.socket(observeAction("slow"), fence())) {
            assertFence(wire);
            fixture.platform.status(record);
            fixture.platform.progress(record.progress(0.5, "half"));
            fixture.platform.status(record.failed(new Problem("no", null, 500, "E")));
            assertEquals(
                    "{\"messageType\":\"actionStatus\",\"data\":{\"action name\":\"slow\","
                            + "\"status\":\"running\"}}",
                    wire.text());
            assertEquals("error", wire.receive().at("/data/status").asText());
        }
    }

    @Test
    void anEventIsToldWithItsTime() throws Exception {
        String subscribe = "{\"messageType\":\"addEventSubscription\",\"data\":{\"alarm\":{}}}";
        try (SocketWire wire = fixture.socket(subscribe, fence())) {
            assertFence(wire);
            fixture.platform.event("watch", "alarm", "[1]");
            JsonNode message = wire.receive();
            assertEquals("event", message.path("messageType").asText());
            assertEquals("[1]", message.at("/data/alarm/data").toString());
            assertTrue(message.at("/data/alarm/timestamp").asText().endsWith("Z"));
        }
    }

    @Test
    void errorsAreAsTheReferences() throws Exception {
        try (SocketWire wire =
                fixture.socket(observe("nothing"), observe("func"), observeAction("counter"))) {
            assertEquals(
                    "{\"messageType\":\"response\",\"operation\":\"observeproperty\","
                            + "\"name\":\"nothing\",\"error\":{\"status\":\"404\",\"type\":"
                            + "\"https://w3c.github.io/web-thing-protocol/errors#not-found\","
                            + "\"title\":\"Not Found\",\"detail\":"
                            + "\"No property found with the name 'nothing'.\"}}",
                    wire.text());
            assertEquals(
                    "{\"messageType\":\"response\",\"operation\":\"observeproperty\","
                            + "\"name\":\"func\",\"error\":{\"status\":\"403\",\"type\":"
                            + "\"https://w3c.github.io/web-thing-protocol/errors#not-observable\","
                            + "\"title\":\"Not Observable\",\"detail\":"
                            + "\"Property 'func' is not observable.\"}}",
                    wire.text());
            assertEquals(
                    "{\"messageType\":\"response\",\"operation\":\"observeaction\","
                            + "\"name\":\"counter\",\"error\":{\"status\":\"404\",\"type\":"
                            + "\"https://w3c.github.io/web-thing-protocol/errors#not-found\","
                            + "\"title\":\"Not Found\",\"detail\":"
                            + "\"No action found with the name 'counter'.\"}}",
                    wire.text());
        }
    }

    @Test
    void oneBadNameEndsTheRequestAndKeepsWhatCameBefore() throws Exception {
        String request =
                "{\"messageType\":\"addPropertyObservation\","
                        + "\"data\":{\"counter\":true,\"nothing\":true,\"model\":true}}";
        try (SocketWire wire = fixture.socket(request)) {
            assertEquals("nothing", wire.receive().path("name").asText());
            fixture.platform.property("watch", "model", "3");
            fixture.platform.property("watch", "counter", "8");
            assertEquals(8, wire.receive().at("/data/counter").asInt());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "",
                "[1]",
                "\"x\"",
                "5",
                "null",
                "{} {}",
                "{\"data\":{}}",
                "{\"messageType\":5,\"data\":{}}",
                "{\"messageType\":null,\"data\":{}}",
                "{\"messageType\":\"addPropertyObservation\"}",
                "{\"messageType\":\"addPropertyObservation\",\"data\":null}",
                "{\"messageType\":\"addActionObservation\",\"data\":[\"slow\"]}",
            })
    void aMalformedMessageIsAnsweredAndTheSocketStaysOpen(String message) throws Exception {
        try (SocketWire wire = fixture.socket(message, observe("counter"), fence())) {
            JsonNode answer = wire.receive();
            assertEquals("response", answer.path("messageType").asText());
            assertEquals("400", answer.at("/error/status").asText());
            assertTrue(answer.at("/error/type").asText().endsWith("#bad-request"));
            assertTrue(answer.at("/error/detail").asText().length() > 20);
            assertFence(wire);
            fixture.platform.property("watch", "counter", "1");
            assertEquals(1, wire.receive().at("/data/counter").asInt());
        }
    }

    @Test
    void aBinaryMessageIsAnsweredAndTheSocketStaysOpen() throws Exception {
        try (SocketWire wire = fixture.socket()) {
            wire.sendBinary(observe("counter").getBytes()).send(fence());
            assertEquals("400", wire.receive().at("/error/status").asText());
            assertFence(wire);
        }
    }

    @Test
    void anUnknownTypeIsIgnored() throws Exception {
        try (SocketWire wire =
                fixture.socket(
                        "{\"messageType\":\"setProperty\",\"data\":{\"counter\":1}}",
                        "{\"messageType\":\"addPropertyObservation\",\"data\":{},\"more\":1}",
                        fence())) {
            assertFence(wire);
        }
    }

    @Test
    void manyBadMessagesFromAClientThatDoesNotReadCostLittle() throws Exception {
        try (SocketWire wire = fixture.socket()) {
            for (int i = 0; i < 1000; i++) {
                wire.send("{\"messageType\":" + i + "}");
            }
            wire.send(fence());
            for (int i = 0; i < 1000; i++) {
                assertEquals("400", wire.receive().at("/error/status").asText());
            }
            assertFence(wire);
        }
    }

    @Test
    void handshakesAreRefusedAsHttp() throws Exception {
        try (SocketWire wire = SocketWire.connect(fixture.server.port(), "/unknown/ws", 0)) {
            assertEquals(404, wire.handshake().status());
        }
        try (var plain = fixture.server.get("/watch/ws")) {
            assertEquals(404, plain.status());
        }
        try (var odd =
                fixture.server.get(
                        "/watch/ws",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                        "Sec-WebSocket-Version: 99")) {
            assertEquals(400, odd.status());
        }
        Eventually.holds(
                "no place is taken", () -> fixture.observations.counters().observers() == 0);
        try (SocketWire wire =
                SocketWire.connect(
                        fixture.server.port(),
                        "/watch/ws",
                        0,
                        "Sec-WebSocket-Protocol: webthing")) {
            assertEquals(101, wire.handshake().status());
            assertNull(wire.handshake().header("sec-websocket-protocol"));
        }
    }

    @Test
    void oneObserverTooManyIsRefused() throws Exception {
        use(ObserveFixture.limits(1, 10));
        try (SocketWire one = fixture.socket(fence())) {
            assertFence(one);
            try (SocketWire two = fixture.socket()) {
                assertEquals(503, two.handshake().status());
            }
            assertEquals(1, fixture.observations.counters().refused());
        }
        Eventually.holds("it left", () -> fixture.observations.counters().observers() == 0);
        try (SocketWire three = fixture.socket(fence())) {
            assertFence(three);
        }
    }

    @Test
    void subscriptionsSurviveAnUpgradeAndTellTheNewValue() throws Exception {
        try (SocketWire wire = fixture.socket(observe("counter"), fence())) {
            assertFence(wire);
            fixture.observations.thingsChanged(FakeThing.waiting("watch"));
            Eventually.holds(
                    "names cannot be checked while the Thing is away",
                    () -> {
                        try {
                            return "503".equals(answer(wire.send(observe("model"))));
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    });
            fixture.observations.thingsChanged(FakeThing.running(ObserveFixture.watch(42)));
            assertEquals(42, wire.receive().at("/data/counter").asInt());
            fixture.platform.property("watch", "counter", "43");
            assertEquals(43, wire.receive().at("/data/counter").asInt());
            assertEquals(1, fixture.platform.observers("watch", "counter"));
        }
        Eventually.holds(
                "nobody observes", () -> fixture.platform.observers("watch", "counter") == 0);
    }

    private static String answer(SocketWire wire) throws Exception {
        return wire.receive().at("/error/status").asText();
    }

    @Test
    void aPropertyThatTheNewVersionLacksIsToldNotFound() throws Exception {
        try (SocketWire wire = fixture.socket(observe("counter"), fence())) {
            assertFence(wire);
            fixture.observations.thingsChanged(FakeThing.running(new FakeThing("watch")));
            JsonNode answer = wire.receive();
            assertEquals("counter", answer.path("name").asText());
            assertEquals("404", answer.at("/error/status").asText());
            assertEquals(0, fixture.platform.observers("watch", "counter"));
        }
    }

    @Test
    void aThingThatIsGoneForGoodClosesItsSockets() throws Exception {
        try (SocketWire wire = fixture.socket(observe("counter"), fence())) {
            assertFence(wire);
            fixture.observations.thingsChanged(FakeThing.none());
            assertNull(wire.receive());
            assertEquals(1001, wire.closed());
        }
    }

    @Test
    void endAllClosesThem() throws Exception {
        try (SocketWire wire = fixture.socket(observe("counter"), fence())) {
            assertFence(wire);
            var ended = fixture.observations.endAll();
            assertNull(wire.receive());
            assertEquals(1001, wire.closed());
            wire.close();
            ended.get(10, java.util.concurrent.TimeUnit.SECONDS);
        }
        try (SocketWire late = fixture.socket()) {
            assertEquals(503, late.handshake().status());
        }
    }

    @Test
    void aClientThatAnswersNoPingIsEnded() throws Exception {
        use(
                ObserveFixture.times(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        Duration.ofMillis(50),
                        Duration.ofMillis(1500)));
        try (SocketWire mute = fixture.socket(observe("counter"));
                SocketWire alive = fixture.socket(observe("counter"))) {
            assertEquals(101, mute.handshake().status());
            Thread reader =
                    new Thread(
                            () -> {
                                try {
                                    alive.receive();
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            });
            reader.start();
            Eventually.holds(
                    "only the one that answers is left",
                    () ->
                            fixture.observations.counters().observers() == 1
                                    && fixture.observations.counters().stalled() == 1);
            fixture.platform.property("watch", "counter", "1");
            reader.join(20_000);
            assertTrue(alive.pings() > 2, "pinged " + alive.pings() + " times");
        }
    }
}
