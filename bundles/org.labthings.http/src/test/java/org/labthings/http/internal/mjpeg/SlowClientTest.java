package org.labthings.http.internal.mjpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.labthings.api.MjpegStream;
import org.labthings.http.internal.observe.fixture.Eventually;
import org.labthings.http.internal.observe.fixture.FakeThing;
import org.labthings.http.internal.observe.fixture.HttpWire;
import org.labthings.http.internal.observe.fixture.RouteServer;
import org.labthings.http.metrics.StreamCounters;

class SlowClientTest {
    private static final String PATH = "/camera/stream";
    private static final int SIZE = 100_000;

    private final RouteServer server = new RouteServer();
    private final MjpegStream camera = MjpegStream.create();
    private LiveStreams streams;

    private void start(StreamSettings settings) throws Exception {
        streams =
                new LiveStreams(
                        settings, server.server().getThreadPool(), server.server().getScheduler());
        streams.thingsChanged(
                FakeThing.running(new FakeThing("camera").withStream("stream", camera)));
        server.route(PATH, streams.stream("camera", "stream")).start();
    }

    @AfterEach
    void stop() throws Exception {
        streams.endAll();
        server.stop();
    }

    private HttpWire open(int receiveBuffer) throws Exception {
        HttpWire wire = HttpWire.send(server.port(), "GET", PATH, receiveBuffer);
        assertEquals(200, wire.status());
        return wire;
    }

    /** Every reader gets every frame, each frame as soon as all have the one before. */
    @Test
    void readersGetEveryFrameWhileOthersNeverRead() throws Exception {
        start(StreamSettings.DEFAULT);
        List<HttpWire> wires = new ArrayList<>();
        List<InputStream> readers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            HttpWire wire = open(i < 4 ? 8192 : 0);
            wires.add(wire);
            if (i >= 4) {
                readers.add(wire.body());
            }
        }
        for (int n = 0; n < 60; n++) {
            camera.addFrame(Jpegs.numbered(n, SIZE));
            for (InputStream reader : readers) {
                assertEquals(n, Jpegs.number(Jpegs.next(reader, SIZE)));
            }
        }
        StreamCounters counters = streams.counters();
        assertEquals(60, counters.framesIn());
        assertTrue(counters.framesSent() >= 8 * 60, counters.toString());
        assertTrue(counters.framesSkipped() >= 4 * 40, counters.toString());
        assertTrue(counters.buffers() <= 12 + 2, counters.toString());
        for (HttpWire wire : wires) {
            wire.close();
        }
    }

    @Test
    void aSlowClientSkipsToTheNewestFrame() throws Exception {
        start(StreamSettings.DEFAULT);
        int last = 100;
        try (HttpWire slow = open(8192)) {
            InputStream body = slow.body();
            for (int n = 0; n <= last; n++) {
                camera.addFrame(Jpegs.numbered(n, SIZE));
                long taken = n + 1;
                Eventually.holds(
                        "the frame is handed to the clients",
                        () -> streams.counters().framesIn() == taken);
            }
            List<Integer> got = new ArrayList<>();
            do {
                got.add(Jpegs.number(Jpegs.next(body, SIZE)));
            } while (got.get(got.size() - 1) < last);
            assertTrue(got.size() < 30, "skipped, but got " + got);
            for (int i = 1; i < got.size(); i++) {
                assertTrue(got.get(i) > got.get(i - 1), "in order: " + got);
            }
            assertEquals(last + 1 - got.size(), streams.counters().framesSkipped());
        }
    }

    @Test
    void aClientThatNeverReadsIsEnded() throws Exception {
        start(
                new StreamSettings(
                        8,
                        64L << 20,
                        Duration.ofMillis(1500),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(200)));
        try (HttpWire stuck = open(8192);
                HttpWire reader = open(0)) {
            InputStream body = reader.body();
            camera.addFrame(Jpegs.numbered(0, 2 << 20));
            assertEquals(0, Jpegs.number(Jpegs.next(body, 2 << 20)));
            Eventually.holds("the stuck one is ended", () -> streams.counters().clients() == 1);
            assertEquals(1, streams.counters().timedOut());
            camera.addFrame(Jpegs.numbered(1, SIZE));
            assertEquals(1, Jpegs.number(Jpegs.next(body, SIZE)), "the other one goes on");
            assertTrue(stuck.socket().isConnected());
        }
    }

    @Test
    void theServersIdleTimeoutEndsItToo() throws Exception {
        server.idleTimeout(200);
        start(StreamSettings.DEFAULT);
        try (HttpWire stuck = open(8192)) {
            camera.addFrame(Jpegs.numbered(0, 8 << 20));
            Eventually.holds("it is ended", () -> streams.counters().clients() == 0);
            Eventually.holds("no buffer is kept", () -> streams.counters().buffers() == 0);
            assertTrue(stuck.socket().isConnected());
        }
    }

    @Test
    void framesLargerThanTheMemoryAreLostAndTheStreamGoesOn() throws Exception {
        start(
                new StreamSettings(
                        8,
                        1 << 20,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(200)));
        try (HttpWire wire = open(0)) {
            camera.addFrame(Jpegs.numbered(0, 2 << 20));
            camera.addFrame(Jpegs.numbered(1, SIZE));
            assertEquals(1, Jpegs.number(Jpegs.next(wire.body(), SIZE)));
            assertEquals(1, streams.counters().framesLost());
        }
    }

    /** Memory for two frames only, and both are held by clients that do not read. */
    @Test
    void whenMemoryIsShortTheStuckGiveWay() throws Exception {
        int large = 1 << 20;
        start(
                new StreamSettings(
                        8,
                        5 << 19,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(200)));
        try (HttpWire one = open(8192);
                HttpWire reader = open(0)) {
            InputStream body = reader.body();
            camera.addFrame(Jpegs.numbered(0, large));
            assertEquals(0, Jpegs.number(Jpegs.next(body, large)));
            try (HttpWire two = open(8192)) {
                int added = 1;
                long taken = 1;
                while (streams.counters().timedOut() < 1) {
                    camera.addFrame(Jpegs.numbered(added, large));
                    int all = ++added;
                    Eventually.holds("it is sent or lost", () -> seen() == all);
                    if (streams.counters().framesIn() > taken) {
                        taken++;
                        assertEquals(added - 1, Jpegs.number(Jpegs.next(body, large)));
                    }
                }
                assertTrue(one.socket().isConnected() && two.socket().isConnected());
            }
            int got;
            do {
                addUntilOneIsTaken(Jpegs.numbered(4711, large));
                got = Jpegs.number(Jpegs.next(body, large));
            } while (got != 4711);
        }
    }

    /** Frames are lost until the server has noticed that a client is gone. */
    private void addUntilOneIsTaken(byte[] jpeg) throws Exception {
        long taken = streams.counters().framesIn();
        while (streams.counters().framesIn() == taken) {
            long before = seen();
            camera.addFrame(jpeg);
            Eventually.holds("it is sent or lost", () -> seen() > before);
        }
    }

    private long seen() {
        StreamCounters counters = streams.counters();
        return counters.framesIn() + counters.framesLost();
    }
}
