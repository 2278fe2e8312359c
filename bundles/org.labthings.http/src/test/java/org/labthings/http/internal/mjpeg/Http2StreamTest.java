package org.labthings.http.internal.mjpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labthings.api.MjpegStream;
import org.labthings.http.internal.observe.fixture.Eventually;
import org.labthings.http.internal.observe.fixture.FakeThing;
import org.labthings.http.internal.observe.fixture.RouteServer;

/** Live streams share one HTTP/2 connection; a stuck one is reset alone. */
class Http2StreamTest {
    private static final int SIZE = 100_000;

    private final RouteServer server = new RouteServer();
    private final MjpegStream camera = MjpegStream.create();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_2)
                    .connectTimeout(Duration.ofSeconds(20))
                    .build();
    private LiveStreams streams;

    @BeforeEach
    void start() throws Exception {
        StreamSettings settings =
                new StreamSettings(
                        8,
                        64L << 20,
                        Duration.ofMillis(1500),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(200));
        streams =
                new LiveStreams(
                        settings, server.server().getThreadPool(), server.server().getScheduler());
        streams.thingsChanged(
                FakeThing.running(new FakeThing("camera").withStream("stream", camera)));
        server.route("/stream", streams.stream("camera", "stream")).start();
    }

    @AfterEach
    void stop() throws Exception {
        streams.endAll();
        server.stop();
    }

    private HttpResponse<InputStream> open() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/stream"))
                        .timeout(Duration.ofSeconds(20))
                        .build();
        HttpResponse<InputStream> response =
                client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, response.statusCode());
        assertEquals(HttpClient.Version.HTTP_2, response.version());
        return response;
    }

    @Test
    void aStuckStreamIsResetAndTheOtherGoesOn() throws Exception {
        HttpResponse<InputStream> reading = open();
        HttpResponse<InputStream> stuck = open();
        InputStream body = reading.body();
        int n = 0;
        while (streams.counters().clients() == 2) {
            camera.addFrame(Jpegs.numbered(n, SIZE));
            assertEquals(n, Jpegs.number(Jpegs.next(body, SIZE)));
            n++;
        }
        assertEquals(1, streams.counters().timedOut());
        camera.addFrame(Jpegs.numbered(n, SIZE));
        assertEquals(n, Jpegs.number(Jpegs.next(body, SIZE)));
        camera.stop();
        assertEquals(-1, body.read());
        stuck.body().close();
        Eventually.holds("all buffers are back", () -> streams.counters().buffers() == 0);
    }

    @Test
    void aClientThatLeavesIsNoticed() throws Exception {
        HttpResponse<InputStream> response = open();
        camera.addFrame(Jpegs.numbered(1, SIZE));
        assertEquals(1, Jpegs.number(Jpegs.next(response.body(), SIZE)));
        response.body().close();
        Eventually.holds(
                "it left",
                () -> {
                    camera.addFrame(Jpegs.numbered(2, SIZE));
                    return streams.counters().clients() == 0;
                });
        assertEquals(0, camera.listenerCount());
    }
}
