package org.labthings.http.internal.mjpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.labthings.api.MjpegStream;
import org.labthings.api.ServerNotRunningError;
import org.labthings.http.internal.observe.fixture.Eventually;
import org.labthings.http.internal.observe.fixture.FakeThing;
import org.labthings.http.internal.observe.fixture.HttpWire;
import org.labthings.http.internal.observe.fixture.RouteServer;

/** Clients come and go while frames flow and the Thing is upgraded: nothing is left behind. */
class StreamChurnTest {
    private static final int VISITORS = 8;
    private static final int VISITS = 25;
    private static final int SIZE = 20_000;

    private final RouteServer server = new RouteServer();
    private final AtomicReference<MjpegStream> camera = new AtomicReference<>(MjpegStream.create());
    private final LiveStreams streams =
            new LiveStreams(
                    StreamSettings.DEFAULT,
                    server.server().getThreadPool(),
                    server.server().getScheduler());
    private volatile boolean over;

    @Test
    void nothingIsLeftBehind() throws Exception {
        show();
        server.route("/stream", streams.stream("camera", "stream")).start();
        ExecutorService pool = Executors.newCachedThreadPool();
        try {
            Future<Integer> produced = pool.submit(this::produce);
            Future<Integer> upgraded = pool.submit(this::upgrade);
            List<Callable<Integer>> visitors = new ArrayList<>();
            for (int i = 0; i < VISITORS; i++) {
                int seed = i;
                visitors.add(() -> visit(seed));
            }
            int frames = 0;
            for (Future<Integer> visitor : pool.invokeAll(visitors, 60, TimeUnit.SECONDS)) {
                frames += visitor.get();
            }
            over = true;
            assertTrue(produced.get(20, TimeUnit.SECONDS) > 0);
            assertTrue(upgraded.get(20, TimeUnit.SECONDS) > 0);
            assertTrue(frames >= VISITORS * VISITS / 2, "visitors saw " + frames + " frames");
            Eventually.holds(
                    "all visitors are forgotten",
                    () -> {
                        camera.get().addFrame(Jpegs.numbered(0, SIZE));
                        return streams.counters().clients() == 0;
                    });
            Eventually.holds("no buffer is kept", () -> streams.counters().buffers() == 0);
            assertEquals(0, camera.get().listenerCount());
        } finally {
            over = true;
            pool.shutdownNow();
            streams.endAll();
            server.stop();
        }
    }

    private void show() {
        streams.thingsChanged(
                FakeThing.running(new FakeThing("camera").withStream("stream", camera.get())));
    }

    private int produce() {
        int n = 0;
        while (!over) {
            try {
                camera.get().addFrame(Jpegs.numbered(++n, SIZE));
            } catch (ServerNotRunningError e) {
                Thread.onSpinWait(); // between two versions
            }
            Thread.yield();
        }
        return n;
    }

    private int upgrade() {
        int n = 0;
        while (!over) {
            MjpegStream old = camera.get();
            streams.thingsChanged(FakeThing.waiting("camera"));
            old.stop();
            assertEquals(0, old.listenerCount(), "nothing holds the old version");
            camera.set(MjpegStream.create());
            show();
            n++;
            Thread.yield();
        }
        return n;
    }

    private int visit(int seed) throws Exception {
        int seen = 0;
        for (int i = 0; i < VISITS; i++) {
            HttpWire wire = server.get("/stream");
            try {
                if (wire.status() == 200) {
                    InputStream body = wire.body();
                    for (int f = (seed + i) % 4; f >= 0; f--) {
                        Jpegs.next(body, SIZE);
                        seen++;
                    }
                }
            } catch (IOException e) {
                throw new IOException("Visit " + i + " of visitor " + seed, e);
            } finally {
                wire.close();
            }
        }
        return seen;
    }
}
