package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.labthings.run.lab.Laboratory;

/** A client of the scanning Things, as the web app is one: it polls. */
final class ScanClient {
    private static final Set<String> UNDER_WAY = Set.of("pending", "running");
    private static final long DEADLINE_SECONDS = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Laboratory lab;
    private final HttpClient http = HttpClient.newHttpClient();

    ScanClient(Laboratory lab) {
        this.lab = lab;
    }

    JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = lab.get(path);
        assertEquals(200, answer.statusCode(), path + ": " + answer.body());
        return JSON.readTree(answer.body());
    }

    void put(String path, String json) throws Exception {
        HttpResponse<String> answer = lab.send("PUT", path, json);
        assertEquals(201, answer.statusCode(), path + ": " + answer.body());
    }

    /** Starts an action; returns where its invocation is. */
    String start(String path, String json) throws Exception {
        HttpResponse<String> answer = lab.send("POST", path, json);
        assertEquals(201, answer.statusCode(), path + ": " + answer.body());
        return "/action_invocations/" + JSON.readTree(answer.body()).get("id").asText();
    }

    /** Waits for the end of an invocation. */
    JsonNode end(String invocation) throws Exception {
        return await(invocation, i -> !UNDER_WAY.contains(i.get("status").asText()));
    }

    /** Runs an action that must succeed. */
    JsonNode run(String path, String json) throws Exception {
        JsonNode ended = end(start(path, json));
        assertEquals("completed", ended.get("status").asText(), ended.toPrettyString());
        return ended;
    }

    /** Runs an action that must fail; returns what the last line of its log says. */
    String fail(String path, String json) throws Exception {
        JsonNode ended = end(start(path, json));
        assertEquals("error", ended.get("status").asText(), ended.toPrettyString());
        JsonNode log = ended.get("log");
        return log.get(log.size() - 1).get("message").asText();
    }

    /** Asks until the answer is as wanted. */
    JsonNode await(String path, Predicate<JsonNode> wanted) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        JsonNode last = get(path);
        while (!wanted.test(last)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(path + " still says " + last.toPrettyString());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            last = get(path);
        }
        return last;
    }

    HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
        URI uri = lab.url().resolve(path);
        return http.send(
                HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
