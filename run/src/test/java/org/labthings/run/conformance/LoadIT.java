package org.labthings.run.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labthings.testing.replay.recording.Recordings;
import org.labthings.testing.replay.server.LaunchedServer;
import org.labthings.testing.replay.wire.Address;
import org.labthings.testing.replay.wire.Deadline;
import org.labthings.testing.replay.wire.WebSocketClient;

/** Many changes and many invocations, at the packaged server. Prints what it measures. */
class LoadIT {
    private static final int CHANGES = 2_000;
    private static final int INVOCATIONS = 10_000;
    private static final int AT_ONCE = 100;
    private static final int PAGE = 100;
    private static final int PAGES = 50;
    private static final double SECONDS = 60;

    /** What a finished invocation of an action without data may cost; it is printed. */
    private static final long BYTES_EACH = 2_048;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private LaunchedServer server;

    @BeforeEach
    void start() throws Exception {
        Recordings recordings = Recordings.in(Path.of(LoadIT.class.getResource("/wire").toURI()));
        PackagedServer.prepare();
        server =
                LaunchedServer.prepare(
                        PackagedServer.command("{config}", "{port}", "{folder}/data"),
                        settings -> recordings.configuration("main", settings),
                        PackagedServer.workFolder("load"),
                        "server");
        assertTrue(server.start(), () -> "the server did not start; see " + server.log());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.base().resolve(path))
                .timeout(Duration.ofSeconds((long) SECONDS));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest post(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    @Test
    void everyChangeOfAnActionReachesReadersThatKeepUp() throws Exception {
        List<Integer> all = IntStream.range(0, CHANGES).boxed().toList();
        try (WebSocketClient socket =
                        WebSocketClient.connect(
                                Address.of(server.base()),
                                "/watch/ws",
                                Map.of(),
                                Deadline.seconds(SECONDS));
                BufferedReader events = events("/watch/counter/sse")) {
            socket.sendText(
                    "{\"messageType\": \"addPropertyObservation\","
                            + " \"data\": {\"counter\": true, \"func\": true}}");
            // The second one cannot be observed, which says that the first one is.
            assertTrue(socket.receive(Deadline.seconds(SECONDS)).orElseThrow().contains("403"));
            assertEquals(0, nextEvent(events), "the present value");
            CompletableFuture<List<Integer>> seen =
                    CompletableFuture.supplyAsync(() -> events(events, CHANGES));
            String flood = "{\"n\": " + CHANGES + "}";
            assertEquals(
                    201,
                    http.send(post("/watch/flood", flood), BodyHandlers.ofString()).statusCode());
            List<Integer> told = new ArrayList<>();
            while (told.size() < CHANGES) {
                String message = socket.receive(Deadline.seconds(SECONDS)).orElseThrow();
                told.add(JSON.readTree(message).at("/data/counter").asInt(-1));
            }
            assertEquals(all, told, "WebSocket");
            assertEquals(all, seen.get((long) SECONDS, TimeUnit.SECONDS), "event stream");
        }
        System.out.printf("load: %d changes, none lost, by WebSocket and SSE%n", CHANGES);
    }

    private BufferedReader events(String path) throws Exception {
        InputStream in = http.send(request(path).build(), BodyHandlers.ofInputStream()).body();
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private static List<Integer> events(BufferedReader events, int count) {
        List<Integer> values = new ArrayList<>();
        while (values.size() < count) {
            values.add(nextEvent(events));
        }
        return values;
    }

    private static int nextEvent(BufferedReader events) {
        return events.lines()
                .filter(line -> line.startsWith("data:"))
                .mapToInt(line -> Integer.parseInt(line.substring("data:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void listsOfManyInvocationsComeInPagesOrAsAStream() throws Exception {
        invoke(AT_ONCE); // whatever is made once
        ServerVitals before = ServerVitals.of(server.pid());
        invoke(INVOCATIONS - AT_ONCE);
        HttpResponse<InputStream> stream =
                http.send(request("/action_invocations").build(), BodyHandlers.ofInputStream());
        assertTrue(stream.headers().firstValue("content-length").isEmpty(), "not streamed");
        try (InputStream body = stream.body()) {
            assertEquals(INVOCATIONS, JSON.readTree(body).size());
        }
        ServerVitals after = ServerVitals.of(server.pid());
        URI first = server.base().resolve("/action_invocations?limit=" + PAGE);
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            long start = System.nanoTime();
            JsonNode page = JSON.readTree(get(first.toString()).body());
            nanos.add(System.nanoTime() - start);
            assertEquals(PAGE, page.size());
        }
        nanos.sort(null);
        double median = nanos.get(PAGES / 2) / 1e6;
        long each = (after.heapKilobytes() - before.heapKilobytes()) * 1024 / INVOCATIONS;
        System.out.printf(
                "load: with %d invocations the first page of %d came after %.1f ms (median of %d),"
                        + " slowest %.1f ms; a finished invocation holds %d bytes%n",
                INVOCATIONS, PAGE, median, PAGES, nanos.get(PAGES - 1) / 1e6, each);
        // A busy machine may be slow now and then; half of all are not.
        assertTrue(median < 50, "first page after " + median + " ms");
        assertTrue(each < BYTES_EACH, each + " bytes for each finished invocation");
    }

    private void invoke(int count) throws Exception {
        HttpRequest request = post("/counter/noop", "");
        for (int sent = 0; sent < count; sent += AT_ONCE) {
            List<CompletableFuture<HttpResponse<String>>> some = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                some.add(http.sendAsync(request, BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> answer : some) {
                assertEquals(201, answer.get((long) SECONDS, TimeUnit.SECONDS).statusCode());
            }
        }
    }
}
