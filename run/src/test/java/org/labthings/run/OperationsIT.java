package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;

/** Log, health and metrics of the packaged run-time set, as a lab manager's tools ask for them. */
@Timeout(120)
class OperationsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG =
            """
            {"api_prefix": "/api/v3", "things": {
              "counter": "org.labthings.thing.counter.Counter",
              "waits": "org.example.NotInstalled"}}
            """;

    @TempDir static Path folder;
    private static Laboratory lab;

    @BeforeAll
    static void start() throws Exception {
        lab = Laboratory.open(folder, CONFIG);
        // these bundles start after the server listens
        lab.await("/system/health.json", answer -> answer.statusCode() != 404);
        lab.await("/metrics", answer -> answer.statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static JsonNode invoke(String action, String arguments) throws Exception {
        HttpResponse<String> answer = lab.send("POST", "/api/v3/counter/" + action, arguments);
        assertEquals(201, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    private static void awaitEnd(JsonNode invocation) throws Exception {
        lab.await(
                "/api/v3/action_invocations/" + invocation.get("id").textValue(),
                answer -> answer.body().contains("\"status\":\"completed\""));
    }

    @Test
    void theLogIsServedNewestFirst() throws Exception {
        JsonNode log = JSON.readTree(lab.get("/api/v3/log/").body());
        assertTrue(log.size() > 1, log.toString());
        int sequence = Integer.MAX_VALUE;
        for (JsonNode line : log) {
            assertTrue(line.get("sequence").intValue() < sequence, log.toString());
            sequence = line.get("sequence").intValue();
        }
        assertTrue(
                StreamSupport.stream(log.spliterator(), false)
                        .anyMatch(l -> l.get("message").textValue().contains("Listening on")),
                log.toString());
        String file = lab.get("/api/v3/logfile/").body();
        assertTrue(
                file.lines()
                        .anyMatch(
                                l ->
                                        l.matches(
                                                "\\[[\\d-]+ [\\d:]+,\\d{3}] \\[INFO]"
                                                    + " <labthings.lifecycle> counter RUNNING")),
                file);
    }

    @Test
    void aThingsLinesAreStreamedWithTheirInvocation() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(lab.url().resolve("/api/v3/log/"))
                        .header("Accept", "text/event-stream")
                        .build();
        HttpResponse<java.io.InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            JsonNode invocation =
                    invoke("slowly_increase", "{\"increments\": 500, \"delay\": 0.1}");
            String id = invocation.get("id").textValue();
            assertEquals(
                    200, lab.send("DELETE", "/api/v3/action_invocations/" + id, null).statusCode());
            JsonNode line = awaitLine(lines, "was cancelled");
            assertEquals(id, line.get("invocation_id").textValue());
            assertEquals("slowly_increase", line.get("calling_action").textValue());
            assertEquals("labthings.things.counter", line.get("logger").textValue());
            String file = lab.get("/api/v3/logfile/").body();
            String written = "[INFO] <labthings.things.counter> [invocation:" + id + "] Invocation";
            assertTrue(file.contains(written), file);
        }
    }

    private static JsonNode awaitLine(BufferedReader lines, String text) throws Exception {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: ") && line.contains(text)) {
                return JSON.readTree(line.substring("data: ".length()));
            }
        }
        throw new AssertionError("the stream ended without " + text);
    }

    @Test
    void healthSaysWhatDoesNotRunAndWhy() throws Exception {
        HttpResponse<String> answer = lab.get("/system/health.json");
        assertEquals(200, answer.statusCode(), answer.body());
        JsonNode health = JSON.readTree(answer.body());
        assertEquals("WARN", health.get("overallResult").textValue(), answer.body());
        List<String> names =
                StreamSupport.stream(health.get("results").spliterator(), false)
                        .map(r -> r.get("name").textValue())
                        .toList();
        assertTrue(
                names.containsAll(
                        List.of(
                                "Framework start",
                                "Bundles",
                                "Things",
                                "Slots",
                                "Disk",
                                "Settings",
                                "Invocation queue",
                                "Stream clients")),
                names.toString());
        assertTrue(answer.body().contains("waits waits: No installed bundle"), answer.body());
        assertEquals("WARN", lab.get("/system/health.txt").body().strip());
        HttpResponse<String> page = lab.get("/system/health");
        assertTrue(page.headers().firstValue("content-type").get().startsWith("text/html"));
        assertTrue(page.headers().firstValue("access-control-allow-origin").isEmpty());
    }

    @Test
    void metricsCountRequestsActionsAndThings() throws Exception {
        assertEquals(200, lab.get("/api/v3/counter/counter").statusCode());
        awaitEnd(invoke("slowly_increase", "{\"increments\": 1, \"delay\": 0}"));
        List<String> parts =
                List.of(
                        "labthings_invocations_total{action=\"slowly_increase\",status=\"completed\",thing=\"counter\"}"
                            + " 1.0",
                        "labthings_http_requests_total{method=\"GET\",route=\"/api/v3/counter/counter\",status=\"200\"}",
                        "labthings_http_request_seconds_bucket{method=\"GET\",route=\"/api/v3/counter/counter\",le=\"0.001\"}",
                        "labthings_http_request_seconds_sum{method=\"GET\",route=\"/api/v3/action_invocations/{id}\"}",
                        "labthings_thing_up{thing=\"counter\"} 1.0",
                        "labthings_thing_up{thing=\"waits\"} 0.0",
                        "labthings_things{state=\"waiting\"} 1.0",
                        "labthings_bundle_changes_total{change=\"updated\"}",
                        "labthings_frames_total ",
                        "labthings_observers ",
                        "jvm_memory_used_bytes{",
                        "jvm_threads_live_threads ",
                        "process_uptime_seconds ");
        // a client may have its answer before it is counted
        String text =
                lab.await("/metrics", r -> parts.stream().allMatch(r.body()::contains)).body();
        assertFalse(text.contains("action_invocations/" + "0"), "a raw path: " + text);
        HttpRequest open =
                HttpRequest.newBuilder(lab.url().resolve("/metrics"))
                        .header("Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1")
                        .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(open, HttpResponse.BodyHandlers.ofString());
        assertTrue(
                answer.headers()
                        .firstValue("content-type")
                        .get()
                        .startsWith("application/openmetrics-text"));
        assertTrue(answer.body().endsWith("# EOF\n"), answer.body());
    }
}
