package org.labthings.run.client;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.labthings.api.Blob;
import org.labthings.api.GlobalLockBusyError;
import org.labthings.api.InvocationCancelledError;
import org.labthings.client.ClientError;
import org.labthings.client.ClientOptions;
import org.labthings.client.ClientPropertyError;
import org.labthings.client.FailedToInvokeActionError;
import org.labthings.client.RemoteInvocation;
import org.labthings.client.ServerActionError;
import org.labthings.client.ThingClient;
import org.labthings.testing.replay.recording.Exchange;
import org.labthings.testing.replay.recording.Recordings;
import org.labthings.testing.replay.recording.Sequence;

/** The client against what the Python server was recorded to say. */
class RecordedThingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ClientOptions QUICK =
            ClientOptions.defaults().polling(Duration.ofMillis(1), Duration.ofMillis(1));

    private static Recordings recordings;
    private static RecordedServer server;
    private static final Map<String, ThingClient> CLIENTS = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        recordings = Recordings.in(Path.of(RecordedThingsTest.class.getResource("/wire").toURI()));
        server = new RecordedServer(recordings);
        for (String path : server.descriptions().keySet()) {
            CLIENTS.put(path, ThingClient.fromUrl(URI.create(server.url(path)), QUICK));
        }
    }

    @AfterAll
    static void stop() {
        CLIENTS.values().forEach(ThingClient::close);
        server.close();
    }

    @Test
    void everyRecordedDescriptionIsUnderstood() {
        assertEquals(15, CLIENTS.size());
        server.descriptions()
                .forEach(
                        (path, td) -> {
                            ThingClient client = CLIENTS.get(path);
                            assertEquals(td.path("title").asText(), client.title());
                            assertEquals(td.get("properties").size(), client.properties().size());
                            assertEquals(td.get("actions").size(), client.actions().size());
                        });
    }

    @Test
    void propertiesAnswerAsRecorded() {
        int checked = 0;
        for (Sequence sequence : recordings.sequences()) {
            for (Exchange exchange : sequence.exchanges()) {
                checked += property(exchange) ? 1 : 0;
            }
        }
        assertTrue(checked > 200, "so many recorded reads and writes: " + checked);
    }

    /** Whether the exchange is one that a client makes. */
    private boolean property(Exchange exchange) {
        JsonNode request = exchange.json().path("request");
        JsonNode response = exchange.json().path("response");
        String path = request.path("path").asText();
        int slash = path.lastIndexOf('/') + 1;
        ThingClient client = CLIENTS.get(path.substring(0, slash));
        String name = path.substring(slash);
        boolean usual = response.has("body") || response.has("raw_body");
        if (client == null
                || !client.properties().containsKey(name)
                || !usual
                || response.has("select")) {
            return false;
        }
        switch (request.path("method").asText()) {
            case "GET" -> {
                server.next(response, null);
                read(exchange, client, name, response);
            }
            case "PUT" -> {
                if (!request.has("json") || client.property(name).isReadOnly()) {
                    return false;
                }
                server.next(response, null);
                Object value = JSON.convertValue(request.get("json"), Object.class);
                Executable write = () -> client.property(name).write(value);
                if (response.path("status").asInt() < 400) {
                    assertDoesNotThrow(write, exchange.id());
                } else {
                    failed(exchange, write, "Failed to set property " + name + ": ");
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void read(Exchange exchange, ThingClient client, String name, JsonNode response) {
        if (response.path("status").asInt() >= 400) {
            String text = "Failed to get property " + name + ": ";
            failed(exchange, () -> client.property(name).read(), text);
            return;
        }
        Object value = client.property(name).read();
        same(exchange, body(response), value);
    }

    private JsonNode body(JsonNode response) {
        try {
            return response.has("body")
                    ? server.values().plain(response.get("body"))
                    : JSON.readTree(response.get("raw_body").asText());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void same(Exchange exchange, JsonNode expected, Object value) {
        if (expected.isObject() && expected.has("href") && expected.has("media_type")) {
            Blob blob = assertInstanceOf(Blob.class, value, exchange.id());
            assertEquals(expected.get("media_type").asText(), blob.mediaType());
            return;
        }
        JsonNode got = JSON.valueToTree(value);
        assertTrue(
                expected.equals(
                        (a, b) ->
                                a.isNumber() && b.isNumber()
                                        ? Double.compare(a.doubleValue(), b.doubleValue())
                                        : a.equals(b) ? 0 : 1,
                        got),
                () -> exchange.id() + ": " + got + " is not " + expected);
    }

    private void failed(Exchange exchange, Executable call, String text) {
        JsonNode response = exchange.json().path("response");
        Throwable e = assertThrows(RuntimeException.class, call, exchange.id());
        JsonNode body = body(response);
        if (body.path("type").asText().endsWith("GlobalLockBusyError")) {
            assertInstanceOf(GlobalLockBusyError.class, e);
            return;
        }
        ClientError error = assertInstanceOf(ClientError.class, e, exchange.id());
        assertEquals(response.path("status").asInt(), error.status(), exchange.id());
        if (error instanceof ClientPropertyError) {
            JsonNode detail = body.path("detail");
            String reason =
                    detail.isTextual()
                            ? detail.textValue()
                            : detail.path(0).path("msg").asText("Unknown error");
            assertEquals(text + reason, e.getMessage(), exchange.id());
        }
    }

    @Test
    void actionsEndAsRecorded() throws Exception {
        int[] ends = new int[4];
        for (Sequence sequence : recordings.sequences()) {
            List<Exchange> all = sequence.exchanges();
            for (int i = 0; i < all.size(); i++) {
                action(all.get(i), all.subList(i + 1, all.size()), ends);
            }
        }
        String counts = Arrays.toString(ends);
        assertTrue(ends[0] > 50 && ends[1] > 3 && ends[2] > 5 && ends[3] > 15, counts);
    }

    /** Counts: completed, failed, cancelled or locked, refused. */
    private void action(Exchange exchange, List<Exchange> later, int[] ends) throws Exception {
        JsonNode request = exchange.json().path("request");
        JsonNode response = exchange.json().path("response");
        String path = request.path("path").asText();
        int slash = path.lastIndexOf('/') + 1;
        ThingClient client = CLIENTS.get(path.substring(0, slash));
        String name = path.substring(slash);
        boolean input = request.path("json").isObject() || !request.has("json");
        if (client == null
                || !request.path("method").asText().equals("POST")
                || !client.actions().containsKey(name)
                || request.has("body")
                || !input) {
            return;
        }
        Object arguments =
                request.has("json")
                        ? JSON.convertValue(
                                server.values().plain(request.get("json")), Object.class)
                        : Map.of();
        if (response.path("status").asInt() >= 400) {
            if (response.has("body")) {
                server.next(response, null);
                refused(exchange, client, name, arguments);
                ends[3]++;
            }
            return;
        }
        ObjectNode state = invocation(path, later);
        if (state == null) {
            return;
        }
        ObjectNode started = state.deepCopy().put("status", "pending");
        started.putNull("output").putNull("error");
        ObjectNode answer = JSON.createObjectNode().put("status", 201);
        answer.set("body", started);
        server.next(answer, state);
        RemoteInvocation run = client.action(name).invokeWith(arguments);
        end(exchange, run, state, ends);
    }

    private void end(Exchange exchange, RemoteInvocation run, ObjectNode state, int[] ends)
            throws Exception {
        JsonNode error = state.path("error");
        String type = error.path("type").asText();
        String status = state.path("status").asText();
        if (status.equals("completed")) {
            same(exchange, state.path("output"), run.await());
            ends[0]++;
        } else if (type.endsWith("GlobalLockBusyError")) {
            assertThrows(GlobalLockBusyError.class, run::await, exchange.id());
            ends[2]++;
        } else if (status.equals("cancelled")) {
            assertThrows(InvocationCancelledError.class, run::await, exchange.id());
            ends[2]++;
        } else {
            ServerActionError e = assertThrows(ServerActionError.class, run::await, exchange.id());
            String detail = error.path("detail").asText();
            assertTrue(e.getMessage().contains(detail), () -> exchange.id() + ": " + e);
            assertTrue(e.getMessage().contains("(ID: " + RecordedValues.ID + ")"));
            ends[1]++;
        }
    }

    private void refused(Exchange exchange, ThingClient client, String name, Object arguments) {
        RuntimeException e =
                assertThrows(
                        RuntimeException.class,
                        () -> client.action(name).invokeWith(arguments),
                        exchange.id());
        if (e instanceof FailedToInvokeActionError error) {
            JsonNode detail = body(exchange.json().path("response")).path("detail");
            String reason =
                    detail.isTextual() ? detail.textValue() : detail.path(0).path("msg").asText();
            assertTrue(error.getMessage().endsWith(reason), exchange.id());
        } else {
            assertInstanceOf(ClientError.class, e, exchange.id());
        }
    }

    /** How the run ended, where that was recorded before the next one began; else null. */
    private ObjectNode invocation(String path, List<Exchange> later) {
        for (Exchange exchange : later) {
            JsonNode request = exchange.json().path("request");
            if (request.path("method").asText().equals("POST")) {
                return null;
            }
            JsonNode response = exchange.json().path("response");
            JsonNode body = server.values().plain(response.path("body"));
            boolean over =
                    List.of("completed", "error", "cancelled")
                            .contains(body.path("status").asText());
            if (request.path("path").asText().matches(".*/action_invocations/[^/]+") && over) {
                return complete((ObjectNode) body, path);
            }
        }
        return null;
    }

    /** Recordings leave out what did not matter there. */
    private ObjectNode complete(ObjectNode body, String path) {
        ObjectNode out = JSON.createObjectNode();
        String self = server.url("/action_invocations/" + RecordedValues.ID);
        out.put("status", "completed").put("id", RecordedValues.ID).put("action", path);
        out.putNull("output").putNull("error");
        out.putArray("log");
        out.setAll(body);
        out.put("id", RecordedValues.ID);
        out.putArray("links").addObject().put("rel", "self").put("href", self);
        return out;
    }
}
