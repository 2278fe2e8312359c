package org.labthings.run.microscope;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.labthings.run.lab.Laboratory;
import org.labthings.schema.Json;

/** A client of a microscope that follows no redirect. */
final class Visitor {
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final URI base;
    private final String[] always;

    /**
     * A client.
     *
     * @param always header names and values that it always sends
     */
    Visitor(URI base, String... always) {
        this.base = base;
        this.always = always;
    }

    HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        return send("GET", path, null, headers);
    }

    HttpResponse<String> send(String method, String path, String json, String... headers)
            throws IOException, InterruptedException {
        return http.send(request(method, path, json, headers), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String method, String path, String json)
            throws IOException, InterruptedException {
        return http.send(request(method, path, json), BodyHandlers.ofByteArray());
    }

    private HttpRequest request(String method, String path, String json, String... headers) {
        URI uri =
                URI.create(path.startsWith("http") ? path : base.resolve("/") + path.substring(1));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
        if (always.length > 0) {
            request.headers(always);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (json == null) {
            return request.method(method, HttpRequest.BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return json(get(path));
    }

    JsonNode json(String method, String path, String body)
            throws IOException, InterruptedException {
        return json(send(method, path, body));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw new AssertionError(
                    answer.request().method()
                            + " "
                            + answer.uri()
                            + ": "
                            + answer.statusCode()
                            + " "
                            + answer.body());
        }
        return Json.MAPPER.readTree(answer.body());
    }

    /** Starts an action and polls it, as the web app does, until it is over. */
    JsonNode run(String path, String arguments) throws IOException, InterruptedException {
        JsonNode started = json("POST", path, arguments);
        return poll(started.get("href").asText(), "pending", "running");
    }

    /** Polls while the status is one of these. */
    JsonNode poll(String href, String... busy) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(6 * Laboratory.DEADLINE_SECONDS);
        while (true) {
            JsonNode state = json(href);
            if (!List.of(busy).contains(state.path("status").asText())) {
                return state;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("It does not end: " + state);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
