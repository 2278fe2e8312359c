package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labthings.api.LogRecord;
import org.labthings.core.Problem;
import org.labthings.core.ServedEvent;
import org.labthings.http.fake.FakeAction;
import org.labthings.http.fake.FakeProperty;
import org.labthings.http.fake.FakeRecord;
import org.labthings.http.fake.FakeServer;
import org.labthings.http.fake.FakeThing;
import org.labthings.http.fake.FakeType;
import org.labthings.http.internal.openapi.sample.Schemas;
import org.labthings.schema.Json;

/** What the forms of a Thing Description promise is there. */
class FormsTest {
    private static final String OPTIONAL =
            "{\"oneOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}";
    private static final String NUMBERS =
            "{\"type\":\"array\",\"items\":{\"oneOf\":[{\"type\":\"integer\"},{\"type\":\"number\"}]}}";
    private static final String NUMBER =
            "{\"oneOf\":[{\"type\":\"integer\"},{\"type\":\"number\"}," + NUMBERS + "]}";
    private static final String BLOB =
            "{\"title\":\"JpegBlob\",\"type\":\"object\",\"properties\":{\"media_type\":"
                    + "{\"type\":\"string\",\"const\":[\"image/jpeg\"]}}}";

    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        FakeThing thing =
                new FakeThing("heater")
                        .with(
                                FakeProperty.memory("limit", 1),
                                FakeProperty.memory("temp", 21).asReadOnly(),
                                new FakeProperty("made"))
                        .with(action("ramp", FakeType.integer()))
                        .with(action("off", null))
                        .with(action("any", FakeType.any("{\"title\":\"Any\"}")))
                        .with(action("maybe", FakeType.any(OPTIONAL)))
                        .with(action("image", FakeType.any(BLOB)))
                        .with(action("number", FakeType.any(NUMBER)))
                        .with(new ServedEvent("alarm", "Alarm", null, FakeType.integer()));
        wire = new Wire(new FakeServer("/api/v3"), Wire.LIMITS, FakeServer.view(thing));
    }

    private FakeAction action(String name, FakeType output) {
        return new FakeAction(name, j -> wire.core.add(new FakeRecord("heater", name)))
                .output(output);
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    private JsonNode td() throws Exception {
        return Wire.json(wire.get("/api/v3/heater/"));
    }

    private static List<JsonNode> forms(JsonNode affordance, String operation) {
        List<JsonNode> out = new ArrayList<>();
        for (JsonNode form : affordance.get("forms")) {
            form.get("op")
                    .forEach(
                            op -> {
                                if (op.asText().equals(operation)) {
                                    out.add(form);
                                }
                            });
        }
        return out;
    }

    private static List<String> kinds(JsonNode affordance, String operation) {
        return forms(affordance, operation).stream()
                .map(f -> f.path("subprotocol").asText("http"))
                .toList();
    }

    @Test
    void whatIsObservedHasTheStreamAndThenTheSocket() throws Exception {
        JsonNode limit = td().at("/properties/limit");
        assertEquals(List.of("sse", "labthings"), kinds(limit, "observeproperty"));
        assertEquals(List.of("sse", "labthings"), kinds(limit, "unobserveproperty"));
        assertEquals(List.of("http"), kinds(limit, "readproperty"));
        JsonNode alarm = td().at("/events/alarm");
        assertEquals(List.of("sse", "labthings"), kinds(alarm, "subscribeevent"));
        assertEquals(List.of("sse", "labthings"), kinds(alarm, "unsubscribeevent"));
    }

    @Test
    void noFormOfAnotherSchemeComesBeforeHttp() throws Exception {
        JsonNode td = td();
        for (String kind : List.of("properties", "actions", "events")) {
            for (JsonNode affordance : td.get(kind)) {
                boolean socket = false;
                for (JsonNode form : affordance.get("forms")) {
                    boolean now = form.get("href").asText().startsWith("ws:");
                    assertTrue(now || !socket, affordance.toString());
                    socket = now;
                }
            }
        }
    }

    @Test
    void theSocketIsWhereWhoAsksReachesTheServer() throws Exception {
        String href =
                forms(td().at("/properties/limit"), "observeproperty").get(1).get("href").asText();
        assertEquals("ws" + wire.base.substring(4) + "/api/v3/heater/ws", href);
        for (String asked : List.of("labthings", "other")) {
            WebSocket.Builder builder = wire.client().newWebSocketBuilder().subprotocols(asked);
            WebSocket socket =
                    builder.buildAsync(URI.create(href), new WebSocket.Listener() {})
                            .get(20, TimeUnit.SECONDS);
            assertEquals(asked.equals("labthings") ? asked : "", socket.getSubprotocol());
            socket.abort();
        }
        String proxied =
                wire.rawRequest(
                        "GET /api/v3/heater/ HTTP/1.1",
                        "Host: lab:8443",
                        "X-Forwarded-Proto: https");
        assertTrue(proxied.contains("\"wss://lab:8443/api/v3/heater/ws\""), proxied);
    }

    /** Follows a form as a consumer does: resolves it and fills in the invocation. */
    private String path(JsonNode form, UUID id) {
        assertEquals("uuid", tdVariable().path("format").asText());
        return form.get("href").asText().replace("{id}", id.toString());
    }

    private JsonNode tdVariable() {
        try {
            return td().at("/actions/ramp/uriVariables/id");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode schema(JsonNode form, boolean success) throws Exception {
        for (JsonNode response : form.get("additionalResponses")) {
            if (response.get("success").asBoolean() == success) {
                return td().get("schemaDefinitions").get(response.get("schema").asText());
            }
        }
        throw new AssertionError("no such response: " + form);
    }

    private static List<String> faults(JsonNode schema, String value) {
        return Schemas.faults(Json.MAPPER.createObjectNode(), schema, value);
    }

    @Test
    void aQueryAnswersAsDescribedInEveryState() throws Exception {
        JsonNode form = forms(td().at("/actions/ramp"), "queryaction").get(0);
        assertEquals("GET", form.get("htv:methodName").asText());
        LogRecord line =
                new LogRecord("m", LogRecord.Level.INFO, 1, "F.java", Instant.EPOCH, "E", "at x");
        Stream<FakeRecord> states =
                Stream.of(
                        new FakeRecord("heater", "ramp"),
                        new FakeRecord("heater", "ramp").progress(0.5, null),
                        new FakeRecord("heater", "ramp").completed(5).log(line),
                        new FakeRecord("heater", "ramp")
                                .failed(Problem.of(new IllegalStateException("hot"))));
        for (FakeRecord record : states.toList()) {
            wire.core.add(record);
            String body = wire.get(path(form, record.id())).body();
            assertEquals(List.of(), faults(schema(form, true), body), body);
        }
        FakeRecord wrong = wire.core.add(new FakeRecord("heater", "ramp").completed("text"));
        String body = wire.get(path(form, wrong.id())).body();
        assertFalse(faults(schema(form, true), body).isEmpty(), "the output is an integer");
        String refusal = wire.get(path(form, UUID.randomUUID())).body();
        assertEquals(List.of(), faults(schema(form, false), refusal), refusal);
    }

    @Test
    void invokingAnswersAnInvocation() throws Exception {
        JsonNode form = forms(td().at("/actions/ramp"), "invokeaction").get(0);
        String body = wire.send("POST", form.get("href").asText(), null).body();
        assertEquals(List.of(), faults(schema(form, true), body), body);
        assertFalse(td().at("/actions/ramp/synchronous").asBoolean(true));
    }

    @Test
    void cancellingAnswersNothingOrWhyNot() throws Exception {
        JsonNode form = forms(td().at("/actions/ramp"), "cancelaction").get(0);
        FakeRecord record = wire.core.add(new FakeRecord("heater", "ramp"));
        String method = form.get("htv:methodName").asText();
        String done = wire.send(method, path(form, record.id()), null).body();
        assertEquals(List.of(), faults(schema(form, true), done), done);
        assertTrue(record.state().status().isFinal());
        String refusal = wire.send(method, path(form, record.id()), null).body();
        assertEquals(List.of(), faults(schema(form, false), refusal), refusal);
        assertFalse(faults(schema(form, true), refusal).isEmpty());
    }

    @Test
    void anInvocationIsWatchedToItsEnd() throws Exception {
        JsonNode form = forms(td().at("/actions/ramp"), "queryaction").get(1);
        assertEquals("text/event-stream", form.at("/response/contentType").asText());
        FakeRecord record =
                wire.core.add(
                        new FakeRecord("heater", "ramp")
                                .failed(Problem.of(new IllegalStateException("hot"))));
        var stream =
                wire.client()
                        .send(
                                wire.request("GET", path(form, record.id()), null),
                                BodyHandlers.ofLines());
        String data = stream.body().filter(l -> l.startsWith("data: ")).findFirst().orElseThrow();
        assertEquals(List.of(), faults(schema(form, true), data.substring(6)), data);
    }

    @Test
    void actionsAreWatchedByStreamAndSocket() throws Exception {
        List<JsonNode> forms = forms(td().at("/actions/ramp"), "queryaction");
        assertEquals("/api/v3/heater/ramp/sse", forms.get(2).get("href").asText());
        assertEquals("labthings", forms.get(3).get("subprotocol").asText());
        assertEquals(4, forms.size());
    }

    @Test
    void outputIsTheResultOrNull() throws Exception {
        JsonNode all = td().get("schemaDefinitions");
        String at = "/properties/output";
        assertEquals("{\"type\":\"null\"}", bare(all.get("invocation_of_off").at(at)));
        assertEquals("{}", bare(all.get("invocation_of_any").at(at)));
        assertEquals(OPTIONAL, bare(all.get("invocation_of_maybe").at(at)));
        JsonNode number = all.get("invocation_of_number").at(at);
        assertEquals(List.of(), faults(number, "5"));
        assertEquals(List.of(), faults(number, "[5, 5.5]"));
        assertFalse(faults(number, "\"5\"").isEmpty());
        JsonNode image = all.get("invocation_of_image").at(at);
        assertEquals(List.of(), faults(image, "null"));
        assertEquals(List.of(), faults(image, "{\"media_type\":\"image/jpeg\"}"));
        assertFalse(faults(image, "{\"media_type\":\"image/png\"}").isEmpty());
        assertTrue(td().at("/actions/image/output/properties/media_type/const").isArray());
    }

    private static String bare(JsonNode schema) {
        ((com.fasterxml.jackson.databind.node.ObjectNode) schema).remove("title");
        return schema.toString();
    }

    @Test
    void everySchemaThatIsReferredToIsThere() throws Exception {
        JsonNode td = td();
        for (String name : td.findValuesAsText("schema")) {
            assertTrue(td.get("schemaDefinitions").has(name), name);
        }
        td.get("schemaDefinitions").forEach(s -> assertEquals(List.of(), Schemas.faults(s)));
    }
}
