package org.labthings.http.internal.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.labthings.api.MjpegStream;
import org.labthings.core.ServedStream;
import org.labthings.core.ServedThing;
import org.labthings.http.fake.FakeProperty;
import org.labthings.http.internal.openapi.sample.Sample;
import org.labthings.http.internal.openapi.sample.Schemas;
import org.labthings.http.internal.openapi.sample.Visit;

/** The document as a whole: what a linter would say, and what the recordings want. */
class DocumentTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");

    private final JsonNode document = compile("/api/v1", true, Set.of(), Sample.full("stage"));

    private static JsonNode compile(
            String prefix, boolean lock, Set<Login> logins, ServedThing... things) {
        return new DocumentCompiler(prefix, "1.2.3", lock, () -> logins)
                .compile(Sample.view(things));
    }

    private JsonNode operation(String method, String path) {
        return document.get("paths").path(path).path(method);
    }

    @Test
    void noAlternativeIsEmpty() {
        for (JsonNode alternatives : Visit.all(document, "anyOf")) {
            alternatives.forEach(a -> assertFalse(a.isEmpty(), alternatives.toString()));
        }
        JsonNode any = operation("put", "/api/v1/stage/optional_any").at("/requestBody/content");
        assertTrue(any.at("/application~1json/schema").isEmpty());
    }

    @Test
    void everySchemaIsOne() {
        for (JsonNode schema : Visit.schemas(document)) {
            assertEquals(List.of(), Schemas.faults(schema), schema.toString());
        }
    }

    @Test
    void referencesLeadSomewhereAndNothingIsUnused() {
        Set<String> used = new HashSet<>();
        for (JsonNode reference : Visit.all(document, "$ref")) {
            String pointer = reference.asText().substring(1);
            assertFalse(document.at(pointer).isMissingNode(), pointer);
            used.add(pointer);
        }
        document.get("components")
                .properties()
                .forEach(
                        kind ->
                                kind.getValue()
                                        .fieldNames()
                                        .forEachRemaining(
                                                name ->
                                                        assertTrue(
                                                                used.contains(
                                                                        "/components/"
                                                                                + kind.getKey()
                                                                                + "/"
                                                                                + name),
                                                                name)));
    }

    @Test
    void operationsAreComplete() {
        Set<String> ids = new HashSet<>();
        Set<String> tags = new HashSet<>();
        document.get("tags").forEach(t -> tags.add(t.get("name").asText()));
        assertEquals(document.get("tags").size(), tags.size());
        for (Visit.Operation o : Visit.operations(document)) {
            assertTrue(ids.add(o.json().get("operationId").asText()), o.toString());
            assertTrue(tags.contains(o.json().at("/tags/0").asText()), o.toString());
            String summary = o.json().get("summary").asText();
            assertFalse(summary.isBlank() || summary.contains("\n"), o.toString());
            Set<String> statuses = new TreeSet<>();
            o.json().get("responses").fieldNames().forEachRemaining(statuses::add);
            assertTrue(statuses.stream().anyMatch(s -> s.startsWith("2")), o.toString());
            assertTrue(statuses.stream().anyMatch(s -> s.startsWith("4")), o.toString());
            o.json().get("responses").forEach(r -> assertTrue(isDescribed(r), o.toString()));
        }
        for (JsonNode link : document.at("/components/links")) {
            assertTrue(ids.contains(link.get("operationId").asText()), link.toString());
        }
    }

    private static boolean isDescribed(JsonNode response) {
        return response.has("$ref") || !response.path("description").asText().isBlank();
    }

    @Test
    void pathParametersAreThoseOfThePath() {
        for (Visit.Operation o : Visit.operations(document)) {
            List<String> wanted =
                    PLACEHOLDER.matcher(o.path()).results().map(MatchResult::group).toList();
            Set<String> declared = new HashSet<>();
            for (JsonNode p : o.json().path("parameters")) {
                if (p.get("in").asText().equals("path")) { // in place: the recordings look here
                    assertTrue(p.get("required").asBoolean(), o.toString());
                    declared.add("{" + p.get("name").asText() + "}");
                }
            }
            assertEquals(new HashSet<>(wanted), declared, o.toString());
        }
    }

    @Test
    void propertiesAreReadWrittenAndReset() {
        String path = "/api/v1/stage/limited";
        JsonNode schema = operation("get", path).at("/responses/200/content/application~1json");
        assertEquals(10, schema.at("/schema/maximum").asInt());
        JsonNode body = operation("put", path).at("/requestBody");
        assertTrue(body.get("required").asBoolean());
        assertEquals(schema, body.at("/content/application~1json"));
        assertTrue(operation("put", path).at("/responses").has("201"));
        assertTrue(operation("post", path + "/reset").at("/responses").has("200"));
        assertTrue(operation("get", path).at("/responses/200/content").has("text/event-stream"));
        assertFalse(
                operation("put", "/api/v1/stage/optional").at("/requestBody/required").asBoolean());
    }

    @Test
    void readOnlyPropertiesHaveADefaultAndNoPut() {
        JsonNode fixed = operation("get", "/api/v1/stage/fixed");
        assertEquals(
                3, fixed.at("/responses/200/content/application~1json/schema/default").asInt());
        assertEquals("A fixed one", fixed.get("summary").asText());
        assertEquals("Takes List\\<Point>,\n`List<Point>` too.", fixed.get("description").asText());
        assertTrue(operation("put", "/api/v1/stage/fixed").isMissingNode());
    }

    @Test
    void aMemberWithoutATypeIsThereNevertheless() {
        JsonNode read = operation("get", "/api/v1/stage/no_type");
        assertTrue(read.at("/responses/200/content/application~1json/schema").isEmpty());
    }

    @Test
    void aBrokenMemberIsMissingAndTheRestIsThere() {
        Sample thing = Sample.empty("t").with(new FakeProperty("ok"));
        thing.streams().put("bad", new ServedStream("bad", null, null, MjpegStream.create()));
        JsonNode paths = compile("", false, Set.of(), thing).get("paths");
        assertFalse(paths.has("/t/bad"));
        assertTrue(paths.has("/t/ok") && paths.has("/t/"));
    }

    @Test
    void actionsAnswerAnInvocationOfTheirs() {
        JsonNode invoke = operation("post", "/api/v1/stage/move");
        assertTrue(invoke.get("responses").has("201") && invoke.get("responses").has("200"));
        assertTrue(invoke.at("/requestBody/required").asBoolean());
        JsonNode input = document.at("/components/schemas/stage.move.input");
        assertEquals(
                List.of(),
                Schemas.faults(
                        document,
                        input,
                        "{\"to\": {\"x\": 1}, \"colour\": null, \"reference\":"
                                + " {\"href\": \"/blob/1\", \"media_type\": \"image/jpeg\"}}"));
        assertFalse(Schemas.faults(document, input, "{\"to\": {}, \"more\": 1}").isEmpty());
        JsonNode invocation = document.at("/components/schemas/stage.move");
        assertEquals(List.of(), Schemas.faults(document, invocation, INVOCATION));
        String wrong = INVOCATION.replace("\"x\":5.0", "\"x\":\"far\"");
        assertFalse(Schemas.faults(document, invocation, wrong).isEmpty());
        JsonNode list = operation("get", "/api/v1/stage/move").at("/responses/200/content");
        assertEquals("array", list.at("/application~1json/schema/type").asText());
    }

    private static final String INVOCATION =
            "{\"status\":\"completed\",\"id\":\"5f0f7a3e-5d0b-4c1e-9a55-0f2f6d5a9b11\",\"action\":"
                + "\"/api/v1/stage/move\",\"href\":\"http://lab:5000/api/v1/action_invocations/1\","
                + "\"timeStarted\":\"2026-03-02T14:05:09.113204\",\"timeRequested\":"
                + "\"2026-03-02T14:05:09.112731\",\"timeCompleted\":null,\"links\":[{\"href\":"
                + "\"http://lab/o\",\"type\":null,\"rel\":\"output\",\"anchor\":null}],\"input\":"
                + "{\"to\":{\"x\":5.0,\"y\":0.0},\"reference\":{\"href\":\"/blob/1\","
                + "\"media_type\":\"image/jpeg\"}},\"output\":{\"name\":\"a\",\"end\":null},"
                + "\"log\":[],\"error\":null,\"progress\":50.5,\"progressText\":null}";

    @Test
    void aBodyIsNotRequiredWhereNothingIs() {
        for (String action : List.of("stop", "anything", "grab")) {
            JsonNode invoke = operation("post", "/api/v1/stage/" + action);
            assertFalse(invoke.at("/requestBody/required").asBoolean(), action);
        }
    }

    @Test
    void endpointsHaveTheirParametersAndStatus() {
        JsonNode get = operation("get", "/api/v1/stage/state/{part}/{n}");
        assertEquals(4, get.get("parameters").size());
        assertEquals("integer", get.at("/parameters/1/schema/type").asText());
        assertEquals("query", get.at("/parameters/3/in").asText());
        assertEquals("red", get.at("/parameters/3/schema/default").asText());
        JsonNode put = operation("put", "/api/v1/stage/state/{part}/{n}");
        assertEquals("part", put.at("/parameters/0/name").asText(), "one path, one set of names");
        assertEquals(
                "#/components/schemas/Region",
                put.at("/requestBody/content/application~1json/schema/$ref").asText());
        assertTrue(put.get("responses").has("202") && put.get("responses").has("422"));
        assertTrue(
                operation("get", "/api/v1/stage/files/{name}").at("/parameters/0").has("schema"));
        assertTrue(operation("delete", "/api/v1/stage/forget").get("responses").has("200"));
    }

    @Test
    void driversMayAnswerWithAStatusOfTheirOwn() {
        String other = "/responses/default/$ref";
        assertEquals(
                "#/components/responses/Failed",
                operation("get", "/api/v1/stage/limited").at(other).asText());
        assertEquals(
                "#/components/responses/EndpointFailed",
                operation("delete", "/api/v1/stage/forget").at(other).asText());
    }

    @Test
    void streamsAndEventsAreThere() {
        JsonNode stream = operation("get", "/api/v1/stage/video").at("/responses/200/content");
        assertTrue(stream.has("multipart/x-mixed-replace; boundary=frame"));
        assertTrue(operation("get", "/api/v1/stage/video/viewer").has("responses"));
        assertEquals(
                "#/components/responses/Events",
                operation("get", "/api/v1/stage/alarm").at("/responses/200/$ref").asText());
    }

    @Test
    void frameworkPathsHaveThePrefix() {
        JsonNode one = operation("delete", "/api/v1/action_invocations/{id}").get("responses");
        assertTrue(one.has("200") && one.has("404") && one.has("503") && one.has("422"));
        assertTrue(operation("get", "/api/v1/blob/{blob_id}").has("responses"));
        assertTrue(operation("get", "/api/v1/things/").has("responses"));
        assertTrue(operation("get", "/api/v1/stage/").has("responses"));
        assertTrue(operation("get", "/.well-known/wot").has("responses"));
        assertTrue(document.at("/info/description").asText().contains("`/api/v1/<thing>/ws`"));
        assertEquals("1.2.3", document.at("/info/version").asText());
    }

    @Test
    void whatAnEarlierRouteHidesIsNotDescribed() {
        Sample blob = Sample.empty("blob").with(new FakeProperty("x"));
        JsonNode paths = compile("", false, Set.of(), blob).get("paths");
        assertFalse(paths.get("/blob/x").has("get"), "GET /blob/{blob_id} comes first");
        assertTrue(paths.get("/blob/x").has("put"));
    }

    @Test
    void oddCharactersAreEncodedInPaths() {
        Sample odd = Sample.empty("t").with(Sample.endpoint("a", "GET", "a b{x}/?", "x"));
        assertTrue(compile("", false, Set.of(), odd).get("paths").has("/t/a%20b{x}/%3F"));
    }

    @Test
    void theLockIsThereOnlyWhereThereIsOne() {
        assertTrue(operation("put", "/api/v1/stage/limited").get("responses").has("409"));
        JsonNode without = compile("", false, Set.of(), Sample.full("stage"));
        assertTrue(without.at("/components/responses/LockBusy").isMissingNode());
        assertFalse(without.toString().contains("\"409\""));
    }

    @Test
    void whoHasToLogInIsTold() {
        assertTrue(document.get("security").isEmpty());
        JsonNode closed = compile("", false, Set.of(Login.BEARER), Sample.full("stage"));
        assertEquals(
                "bearer", closed.at("/components/securitySchemes/bearer_auth/scheme").asText());
        assertTrue(closed.at("/security/0").has("bearer_auth"));
        for (Visit.Operation o : Visit.operations(closed)) {
            assertTrue(o.json().get("responses").has("401"), o.toString());
        }
    }

    @Test
    void thingsWithAlikeNamesHaveTheirOwnOperations() {
        JsonNode both = compile("", false, Set.of(), Sample.full("a-b"), Sample.full("a_b"));
        Set<String> ids = new HashSet<>();
        for (Visit.Operation o : Visit.operations(both)) {
            assertTrue(ids.add(o.json().get("operationId").asText()), o.toString());
        }
    }
}
