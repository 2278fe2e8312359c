package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.labthings.api.MjpegStream;
import org.labthings.core.ServedStream;
import org.labthings.http.fake.FakeProperty;
import org.labthings.http.fake.FakeServer;
import org.labthings.http.fake.FakeThing;
import org.labthings.http.internal.mjpeg.StreamSettings;
import org.labthings.http.internal.observe.ObserveSettings;
import org.labthings.schema.Json;

/** Each limit has a default, a key and a place in the documentation, and the key is obeyed. */
class SettingsTest {
    private static List<Method> keys() {
        return List.of(HttpSettings.class.getDeclaredMethods());
    }

    @Test
    void theDefaultsAreThoseThatTheCodeIsTestedWith() {
        Limits limits = Limits.of(TestSettings.with(Map.of()));
        assertEquals(StreamSettings.DEFAULT, limits.streams());
        assertEquals(ObserveSettings.DEFAULT, limits.observers());
        assertEquals(Set.of(), limits.origins(), "no page of another server is welcome");
    }

    @Test
    void everyKeyReachesItsLimit() {
        Map<String, Object> values = new HashMap<>();
        int next = 1;
        for (Method key : keys()) {
            Class<?> type = key.getReturnType();
            if (type == int.class) {
                values.put(key.getName(), next++);
            } else if (type == long.class) {
                values.put(key.getName(), (long) next++);
            }
        }
        Limits limits = Limits.of(TestSettings.with(values));
        StreamSettings streams =
                new StreamSettings(
                        (int) values.get("stream_viewers"),
                        (long) values.get("stream_memory"),
                        seconds(values, "stream_write_timeout"),
                        seconds(values, "stream_silence"),
                        Duration.ofMillis((int) values.get("stream_end_timeout")));
        assertEquals(streams, limits.streams());
        ObserveSettings observers =
                new ObserveSettings(
                        (int) values.get("observers"),
                        (int) values.get("observer_queue_messages"),
                        (long) values.get("observer_queue_memory"),
                        (int) values.get("history_messages"),
                        (long) values.get("history_memory"),
                        seconds(values, "history_time"),
                        seconds(values, "heartbeat"),
                        seconds(values, "ping"),
                        seconds(values, "observer_timeout"),
                        (int) values.get("socket_message_size"),
                        Duration.ofMillis((int) values.get("stream_end_timeout")));
        assertEquals(observers, limits.observers());
        assertEquals(seconds(values, "idle_timeout"), limits.idle());
        assertEquals(seconds(values, "answer_timeout"), limits.answer());
        assertEquals(Duration.ofMillis((int) values.get("stop_timeout")), limits.stop());
        assertEquals(values.get("max_body_size"), limits.maxBodySize());
        assertEquals(values.get("worker_threads"), limits.workers());
    }

    private static Duration seconds(Map<String, Object> values, String key) {
        return Duration.ofSeconds((int) values.get(key));
    }

    @Test
    void theDocumentationHasEveryKeyWithItsDefault() throws Exception {
        String text = Files.readString(Path.of("../../docs/configuration.md"));
        for (Method key : keys()) {
            String value = Json.MAPPER.writeValueAsString(key.getDefaultValue());
            boolean commandLine = List.of("host", "port", "insecure").contains(key.getName());
            String row = "| `" + key.getName() + "` | `" + value + "` |";
            assertTrue(commandLine || text.contains(row), row);
        }
    }

    private static Wire wire(Map<String, Object> values) throws Exception {
        Map<String, Object> all = new HashMap<>(values);
        all.put("mdns", false);
        all.put("stop_timeout", 500);
        FakeThing thing =
                new FakeThing("t")
                        .with(FakeProperty.memory("x", 1))
                        .with(new ServedStream("video", "Video", null, MjpegStream.create()));
        return new Wire(
                new FakeServer(""), Limits.of(TestSettings.with(all)), FakeServer.view(thing));
    }

    @Test
    void onlyTheConfiguredOriginsAreWelcome() throws Exception {
        String[] origins = {"https://lab.example", "http://bench.example:8080"};
        try (Wire wire = wire(Map.of("cors_origins", origins))) {
            assertEquals("https://lab.example", allowed(wire, "https://lab.example"));
            assertEquals("", allowed(wire, "https://elsewhere.example"));
            HttpResponse<String> preflight =
                    wire.send(
                            "OPTIONS",
                            "/t/x",
                            null,
                            "Origin",
                            "https://elsewhere.example",
                            "Access-Control-Request-Method",
                            "PUT");
            assertEquals(Map.of(), cors(preflight), "browsers take that for a no");
        }
    }

    private static Map<String, List<String>> cors(HttpResponse<?> response) {
        Map<String, List<String>> fields = new HashMap<>(response.headers().map());
        fields.keySet().removeIf(name -> !name.startsWith("access-control"));
        return fields;
    }

    private static String allowed(Wire wire, String origin) throws Exception {
        return wire.get("/t/x", "Origin", origin)
                .headers()
                .firstValue("access-control-allow-origin")
                .orElse("");
    }

    @Test
    void oneObserverMoreThanConfiguredIsRefused() throws Exception {
        try (Wire wire = wire(Map.of("observers", 1))) {
            WebSocket first = connect(wire);
            ExecutionException refused =
                    assertThrows(ExecutionException.class, () -> connect(wire));
            WebSocketHandshakeException answer = (WebSocketHandshakeException) refused.getCause();
            assertEquals(503, answer.getResponse().statusCode());
            first.abort();
        }
    }

    private static WebSocket connect(Wire wire) throws Exception {
        URI uri = URI.create("ws" + wire.base.substring(4) + "/t/ws");
        return wire.client()
                .newWebSocketBuilder()
                .buildAsync(uri, new WebSocket.Listener() {})
                .get(20, TimeUnit.SECONDS);
    }

    @Test
    void oneViewerMoreThanConfiguredIsRefused() throws Exception {
        try (Wire wire = wire(Map.of("stream_viewers", 1))) {
            var first =
                    wire.client()
                            .send(
                                    wire.request("GET", "/t/video", null),
                                    BodyHandlers.ofInputStream());
            try (var body = first.body()) {
                assertEquals(200, first.statusCode());
                assertEquals(503, wire.get("/t/video").statusCode());
            }
        }
    }
}
