package org.labthings.run.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import org.labthings.testing.replay.recording.Exchange;
import org.labthings.testing.replay.recording.Recordings;

/**
 * Stands in for the Python server: serves the recorded Thing Descriptions, and to everything else
 * the recorded answer that it was told.
 */
final class RecordedServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final RecordedValues values;
    private final Map<String, ObjectNode> descriptions = new TreeMap<>();
    private volatile JsonNode first;
    private volatile JsonNode polled;

    RecordedServer(Recordings recordings) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        values = new RecordedValues("http://127.0.0.1:" + server.getAddress().getPort());
        recordings.only(s -> s.area().equals("td")).sequences().stream()
                .flatMap(s -> s.exchanges().stream())
                .forEach(this::describe);
        server.createContext("/", this::answer);
        server.start();
    }

    RecordedValues values() {
        return values;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The recorded Thing Descriptions, by path. */
    Map<String, ObjectNode> descriptions() {
        return descriptions;
    }

    /** The recordings show a description in pieces. */
    private void describe(Exchange exchange) {
        String path = exchange.json().path("request").path("path").asText();
        JsonNode response = exchange.json().path("response");
        if (path.endsWith("thing_descriptions/") || !response.has("body")) {
            return;
        }
        JsonNode body = values.plain(response.get("body"));
        ObjectNode td =
                descriptions.computeIfAbsent(
                        path,
                        p -> {
                            ObjectNode made = JSON.createObjectNode();
                            made.putObject("properties");
                            made.putObject("actions");
                            return made;
                        });
        String[] select = response.path("select").asText().split("/");
        if (select.length == 3) {
            ((ObjectNode) td.get(select[1])).set(select[2], body);
        } else if (!response.has("select")) {
            body.properties().forEach(e -> td.putIfAbsent(e.getKey(), e.getValue()));
        }
    }

    /** What the next request is answered, and what those about an invocation are, if not null. */
    void next(JsonNode response, JsonNode invocation) {
        first = response;
        polled = invocation;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            ObjectNode td = descriptions.get(path);
            if (td != null && exchange.getRequestMethod().equals("GET")) {
                send(exchange, 200, td);
            } else if (path.contains("/action_invocations/")) {
                send(exchange, 200, polled);
            } else {
                JsonNode response = first;
                JsonNode body = response.get("body");
                JsonNode raw = response.get("raw_body");
                send(
                        exchange,
                        response.path("status").asInt(),
                        body != null
                                ? values.plain(body)
                                : raw == null ? JSON.nullNode() : JSON.readTree(raw.asText()));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
