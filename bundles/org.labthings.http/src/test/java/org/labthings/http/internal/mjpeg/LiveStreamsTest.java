package org.labthings.http.internal.mjpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labthings.api.MjpegStream;
import org.labthings.http.internal.observe.fixture.Eventually;
import org.labthings.http.internal.observe.fixture.FakeThing;
import org.labthings.http.internal.observe.fixture.HttpWire;
import org.labthings.http.internal.observe.fixture.RouteServer;

class LiveStreamsTest {
    private static final String PATH = "/camera/stream";
    private static final int SIZE = 500;

    private final RouteServer server = new RouteServer();
    private MjpegStream camera = MjpegStream.create();
    private LiveStreams streams;

    @BeforeEach
    void start() throws Exception {
        use(StreamSettings.DEFAULT);
        server.start();
    }

    private void use(StreamSettings settings) {
        streams =
                new LiveStreams(
                        settings, server.server().getThreadPool(), server.server().getScheduler());
        streams.thingsChanged(view());
        server.route(PATH, streams.stream("camera", "stream"));
        server.route(PATH + "/viewer", ViewerPage.of(PATH));
    }

    private org.labthings.core.Things view() {
        return FakeThing.running(new FakeThing("camera").withStream("stream", camera));
    }

    @AfterEach
    void stop() throws Exception {
        streams.endAll();
        server.stop();
    }

    private static StreamSettings settings(int clients, Duration write, Duration silence) {
        return new StreamSettings(clients, 64L << 20, write, silence, Duration.ofMillis(200));
    }

    @Test
    void theBodyIsExactlyTheReferences() throws Exception {
        try (HttpWire wire = server.get(PATH)) {
            assertEquals(200, wire.status());
            assertEquals("multipart/x-mixed-replace; boundary=frame", wire.header("content-type"));
            byte[] one = Jpegs.numbered(1, SIZE);
            byte[] two = Jpegs.numbered(2, SIZE + 7);
            InputStream body = wire.body();
            camera.addFrame(one);
            assertArrayEquals(Jpegs.part(one), body.readNBytes(Jpegs.part(one).length));
            camera.addFrame(two);
            camera.stop();
            assertArrayEquals(Jpegs.part(two), body.readAllBytes(), "no closing boundary");
        }
    }

    @Test
    void theFirstFrameIsTheNextOne() throws Exception {
        camera.addFrame(Jpegs.numbered(1, SIZE));
        try (HttpWire wire = server.get(PATH)) {
            assertEquals(200, wire.status());
            camera.addFrame(Jpegs.numbered(2, SIZE));
            assertEquals(2, Jpegs.number(Jpegs.next(wire.body(), SIZE)));
        }
    }

    @Test
    void afterStopResponsesAreEmptyUntilReset() throws Exception {
        camera.stop();
        try (HttpWire wire = server.get(PATH)) {
            assertEquals(200, wire.status());
            assertEquals("multipart/x-mixed-replace; boundary=frame", wire.header("content-type"));
            assertEquals(0, wire.body().readAllBytes().length);
        }
        camera.reset();
        try (HttpWire wire = server.get(PATH)) {
            assertEquals(200, wire.status());
            camera.addFrame(Jpegs.numbered(3, SIZE));
            assertEquals(3, Jpegs.number(Jpegs.next(wire.body(), SIZE)));
        }
    }

    @Test
    void theCameraRestsWhileNobodyWatches() throws Exception {
        assertEquals(0, camera.listenerCount());
        HttpWire one = server.get(PATH);
        assertEquals(200, one.status());
        try (HttpWire two = server.get(PATH)) {
            assertEquals(200, two.status());
            assertEquals(1, camera.listenerCount(), "one listener for all clients");
        }
        one.close();
        Eventually.holds(
                "the last client's leaving is noticed",
                () -> {
                    camera.addFrame(Jpegs.numbered(0, SIZE));
                    return camera.listenerCount() == 0;
                });
        Eventually.holds("nobody is counted", () -> streams.counters().clients() == 0);
        Eventually.holds("buffers are dropped", () -> streams.counters().buffers() == 0);
    }

    @Test
    void clientsStayWhileTheThingIsUpgraded() throws Exception {
        MjpegStream old = camera;
        try (HttpWire wire = server.get(PATH)) {
            InputStream body = wire.body();
            old.addFrame(Jpegs.numbered(1, SIZE));
            assertEquals(1, Jpegs.number(Jpegs.next(body, SIZE)));

            streams.thingsChanged(FakeThing.waiting("camera"));
            assertEquals(0, old.listenerCount(), "nothing holds the old Thing");
            old.stop(); // as a driver's close() does, after it left the view
            try (HttpWire other = server.get(PATH)) {
                assertEquals(503, other.status());
                assertNotNull(other.header("retry-after"));
            }

            camera = MjpegStream.create();
            streams.thingsChanged(view());
            camera.addFrame(Jpegs.numbered(2, SIZE));
            assertEquals(2, Jpegs.number(Jpegs.next(body, SIZE)));
        }
    }

    @Test
    void clientsAreEndedWhenTheThingIsGoneForGood() throws Exception {
        try (HttpWire wire = server.get(PATH)) {
            assertEquals(200, wire.status());
            streams.thingsChanged(FakeThing.none());
            assertEquals(0, wire.body().readAllBytes().length);
        }
        try (HttpWire wire = server.get(PATH)) {
            assertEquals(404, wire.status());
        }
    }

    @Test
    void clientsAreEndedWhenTheNewVersionHasNoSuchStream() throws Exception {
        try (HttpWire wire = server.get(PATH)) {
            assertEquals(200, wire.status());
            streams.thingsChanged(FakeThing.running(new FakeThing("camera")));
            assertEquals(0, wire.body().readAllBytes().length);
        }
    }

    @Test
    void oneClientTooManyIsToldSo() throws Exception {
        use(settings(1, Duration.ofSeconds(30), Duration.ofSeconds(60)));
        try (HttpWire one = server.get(PATH)) {
            assertEquals(200, one.status());
            try (HttpWire two = server.get(PATH)) {
                assertEquals(503, two.status());
                String text = new String(two.body().readAllBytes());
                assertTrue(text.contains("1 live streams are in use"), text);
            }
            assertEquals(1, streams.counters().refused());
            camera.addFrame(Jpegs.numbered(7, SIZE));
            assertEquals(7, Jpegs.number(Jpegs.next(one.body(), SIZE)));
        }
    }

    @Test
    void atTheLimitTheLongestSilentClientGivesWay() throws Exception {
        use(settings(1, Duration.ofSeconds(30), Duration.ZERO));
        try (HttpWire quiet = server.get(PATH)) {
            assertEquals(200, quiet.status());
            Eventually.holds(
                    "a new client is admitted",
                    () -> {
                        try (HttpWire next = server.get(PATH)) {
                            return next.status() == 200;
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    });
            assertEquals(0, quiet.body().readAllBytes().length, "ended, not cut");
        }
    }

    @Test
    void aStreamWithoutFramesIsNotIdle() throws Exception {
        server.stop();
        server.idleTimeout(100).start();
        try (HttpWire wire = server.get(PATH)) {
            assertEquals(200, wire.status());
            try (HttpWire other = HttpWire.send(server.port(), "GET", "/none", 0)) {
                assertEquals(404, other.status());
                other.body().readAllBytes();
                assertEquals(-1, other.raw().read(), "an idle connection was closed meanwhile");
            }
            camera.addFrame(Jpegs.numbered(5, SIZE));
            assertEquals(5, Jpegs.number(Jpegs.next(wire.body(), SIZE)));
        }
    }

    @Test
    void endAllLetsTheFrameInFlightFinish() throws Exception {
        int large = 4 << 20; // more than the socket takes at once
        use(
                new StreamSettings(
                        8,
                        64L << 20,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(20)));
        try (HttpWire wire = HttpWire.send(server.port(), "GET", PATH, 8192)) {
            assertEquals(200, wire.status());
            camera.addFrame(Jpegs.numbered(1, large));
            InputStream body = wire.body();
            assertTrue(body.read() == '-', "the frame is in flight");
            var ended = streams.endAll();
            byte[] rest = body.readAllBytes();
            assertEquals(Jpegs.part(Jpegs.numbered(1, large)).length - 1, rest.length);
            ended.get(10, TimeUnit.SECONDS);
        }
        try (HttpWire wire = server.get(PATH)) {
            assertEquals(503, wire.status());
        }
    }

    @Test
    void endAllDoesNotWaitForAClientThatNeverReads() throws Exception {
        try (HttpWire wire = HttpWire.send(server.port(), "GET", PATH, 8192)) {
            assertEquals(200, wire.status());
            camera.addFrame(Jpegs.numbered(1, 8 << 20));
            streams.endAll().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void headAndViewer() throws Exception {
        try (HttpWire wire = HttpWire.send(server.port(), "HEAD", PATH, 0)) {
            assertEquals(200, wire.status());
            assertEquals("multipart/x-mixed-replace; boundary=frame", wire.header("content-type"));
        }
        assertEquals(0, streams.counters().clients());
        try (HttpWire wire = server.get(PATH + "/viewer")) {
            assertEquals("text/html; charset=utf-8", wire.header("content-type"));
            String page = new String(wire.body().readAllBytes());
            assertTrue(page.contains("<img src=\"/camera/stream\""), page);
        }
    }
}
