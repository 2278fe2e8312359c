package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labthings.api.MjpegStream;
import org.labthings.core.ServedEvent;
import org.labthings.core.ServedStream;
import org.labthings.core.ThingState;
import org.labthings.http.fake.FakeAction;
import org.labthings.http.fake.FakeProperty;
import org.labthings.http.fake.FakeRecord;
import org.labthings.http.fake.FakeServer;
import org.labthings.http.fake.FakeThing;
import org.labthings.http.fake.FakeType;

/** That streams, sockets and event streams are where clients look for them, and end with us. */
class LiveTest {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, 1, 2, (byte) 0xFF, (byte) 0xD9};
    private final MjpegStream frames = MjpegStream.create();
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        wire =
                new Wire(
                        new FakeServer("/api"),
                        Wire.LIMITS,
                        FakeServer.view(
                                List.of(FakeServer.status("away", ThingState.FAILED, "broken")),
                                new FakeThing("camera")
                                        .with(FakeProperty.memory("fps", 20))
                                        .with(
                                                new FakeAction(
                                                        "grab",
                                                        j -> new FakeRecord("camera", "grab")))
                                        .with(new ServedStream("live", "Live", null, frames))
                                        .with(
                                                new ServedEvent(
                                                        "alarm",
                                                        "Alarm",
                                                        null,
                                                        FakeType.integer()))));
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    private HttpResponse<InputStream> open(String path, String... headers) throws Exception {
        return wire.client()
                .send(wire.request("GET", path, null, headers), BodyHandlers.ofInputStream());
    }

    private static String header(HttpResponse<?> r, String name) {
        return r.headers().firstValue(name).orElse(null);
    }

    @Test
    void framesArriveAndTheStreamEndsWithTheServer() throws Exception {
        HttpResponse<InputStream> r = open("/api/camera/live", "Origin", "http://e");
        assertEquals("multipart/x-mixed-replace; boundary=frame", header(r, "content-type"));
        assertEquals("http://e", header(r, "access-control-allow-origin"));
        frames.addFrame(JPEG);
        String part = "--frame\r\nContent-Type: image/jpeg\r\n\r\n";
        assertEquals(part, new String(r.body().readNBytes(part.length())));
        assertEquals(JPEG.length, r.body().readNBytes(JPEG.length).length);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(wire::close);
        assertEquals("\r\n", new String(r.body().readAllBytes()));
        stopped.get(5, TimeUnit.SECONDS);
    }

    @Test
    void aStreamHasAViewerAndAnswersHead() throws Exception {
        HttpResponse<String> viewer = wire.get("/api/camera/live/viewer");
        assertEquals("text/html; charset=utf-8", header(viewer, "content-type"));
        assertTrue(viewer.body().contains("/api/camera/live"), viewer.body());
        HttpResponse<String> head = wire.send("HEAD", "/api/camera/live", null);
        assertEquals(200, head.statusCode());
        assertEquals("multipart/x-mixed-replace; boundary=frame", header(head, "content-type"));
        assertEquals(405, wire.send("POST", "/api/camera/live", "").statusCode());
        assertEquals(307, wire.get("/api/camera/live/").statusCode());
    }

    @Test
    void valuesAreSentAsEventsToWhoAsks() throws Exception {
        for (String[] request :
                new String[][] {
                    {"/api/camera/fps/sse"}, {"/api/camera/fps", "Accept", "text/event-stream"}
                }) {
            String[] headers = Arrays.copyOfRange(request, 1, request.length);
            try (InputStream in = open(request[0], headers).body()) {
                StringBuilder text = new StringBuilder();
                while (text.indexOf("data: 20\n") < 0) {
                    int c = in.read();
                    assertTrue(c >= 0, text.toString());
                    text.append((char) c);
                }
            }
        }
        assertEquals("20", wire.get("/api/camera/fps", "Accept", "*/*").body());
        assertEquals("text/event-stream", header(open("/api/camera/alarm/sse"), "content-type"));
        assertEquals("text/event-stream", header(open("/api/camera/grab/sse"), "content-type"));
        FakeRecord record = wire.core.add(new FakeRecord("camera", "grab"));
        assertEquals(
                "text/event-stream",
                header(open("/api/action_invocations/" + record.id() + "/sse"), "content-type"));
        assertEquals(422, wire.get("/api/action_invocations/x/sse").statusCode());
    }

    private String socket(String begin, String end) {
        String form =
                "{\"href\":\"ws%s/api/camera/ws\",\"op\":[\"%s\",\"%s\"],"
                        + "\"subprotocol\":\"labthings\"}";
        return form.formatted(wire.base.substring("http".length()), begin, end);
    }

    @Test
    void eventStreamsAreAdvertised() throws Exception {
        JsonNode td = Wire.json(wire.get("/api/camera/"));
        assertEquals(
                "[{\"href\":\"/api/camera/fps\",\"op\":[\"readproperty\",\"writeproperty\"]},"
                        + "{\"href\":\"/api/camera/fps/sse\",\"op\":[\"observeproperty\","
                        + "\"unobserveproperty\"],\"subprotocol\":\"sse\"},"
                        + socket("observeproperty", "unobserveproperty")
                        + "]",
                td.at("/properties/fps/forms").toString());
        assertEquals(true, td.at("/properties/fps/observable").booleanValue());
        assertEquals(
                "{\"title\":\"Alarm\",\"forms\":[{\"href\":\"/api/camera/alarm/sse\",\"op\":"
                        + "[\"subscribeevent\",\"unsubscribeevent\"],\"subprotocol\":\"sse\"},"
                        + socket("subscribeevent", "unsubscribeevent")
                        + "],\"data\":{\"type\":\"integer\"}}",
                td.at("/events/alarm").toString());
    }

    @Test
    void aSocketIsOpenedOnItsExactPathOnly() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket socket = connect("/api/camera/ws", answer);
        socket.sendText(
                "{\"messageType\":\"addPropertyObservation\",\"data\":{\"none\":true}}", true);
        assertTrue(answer.get(10, TimeUnit.SECONDS).contains("\"status\":\"404\""));
        socket.abort();
        for (String path :
                List.of(
                        "/api/camera/ws/",
                        "/api/camera/fps",
                        "/api/none/ws",
                        "/none",
                        "/api/camera")) {
            assertEquals(403, refused(path), path);
        }
        assertEquals(503, refused("/api/away/ws"));
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "OPTIONS")) {
            assertEquals(404, wire.send(method, "/api/camera/ws", null).statusCode(), method);
            assertEquals(404, wire.send(method, "/api/camera/ws/", null).statusCode(), method);
        }
    }

    private WebSocket connect(String path, CompletableFuture<String> answer) {
        URI uri = URI.create(wire.base.replace("http:", "ws:") + path);
        return wire.client().newWebSocketBuilder().buildAsync(uri, new First(answer)).join();
    }

    private int refused(String path) {
        CompletionException e =
                assertThrows(
                        CompletionException.class, () -> connect(path, new CompletableFuture<>()));
        return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }

    private record First(CompletableFuture<String> answer) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            answer.complete(data.toString());
            return null;
        }
    }

    @Test
    void openSocketsAndEventStreamsDoNotHoldTheStop() throws Exception {
        WebSocket socket = connect("/api/camera/ws", new CompletableFuture<>());
        HttpResponse<InputStream> events = open("/api/camera/fps/sse");
        long start = System.nanoTime();
        wire.close();
        assertTrue(System.nanoTime() - start < 3_000_000_000L);
        String rest = new String(events.body().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(rest.startsWith("retry:"), rest);
        socket.abort();
    }
}
