package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labthings.api.Blob;
import org.labthings.api.LogRecord;
import org.labthings.core.Problem;
import org.labthings.http.fake.FakeAction;
import org.labthings.http.fake.FakeRecord;
import org.labthings.http.fake.FakeServer;
import org.labthings.http.fake.FakeThing;

/** Specification 1.9 to 1.12: what invocations look like and what can be done with them. */
class InvocationTest {
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        wire =
                new Wire(
                        new FakeServer("/api/v3"),
                        Wire.LIMITS,
                        FakeServer.view(
                                new FakeThing("heater")
                                        .with(new FakeAction("ramp", j -> record()))));
    }

    private FakeRecord record() {
        return wire.core.add(new FakeRecord("heater", "ramp"));
    }

    private String path(FakeRecord r) {
        return "/api/v3/action_invocations/" + r.id();
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    private static String local(String utc) {
        return LocalDateTime.ofInstant(Instant.parse(utc), ZoneId.systemDefault()).toString();
    }

    @Test
    void theFullFormHasEveryMemberInOrder() throws Exception {
        FakeRecord r =
                record().completed("hot")
                        .log(
                                new LogRecord(
                                        "reached",
                                        LogRecord.Level.WARNING,
                                        88,
                                        "Heater.java",
                                        Instant.parse("2026-03-02T05:05:39.0001Z"),
                                        null,
                                        null));
        String href = wire.base + path(r);
        assertEquals(
                ("{'status':'completed','id':'"
                                + r.id()
                                + "','action':'/api/v3/heater/ramp','href':'"
                                + href
                                + "','timeStarted':'"
                                + local("2026-03-02T05:05:09.112731Z")
                                + "','timeRequested':'"
                                + local("2026-03-02T05:05:09.112731Z")
                                + "','timeCompleted':'"
                                + local("2026-03-02T05:05:39Z")
                                + "','links':[{'href':'"
                                + href
                                + "','type':null,'rel':'self','anchor':null},{'href':'"
                                + href
                                + "/output','type':null,'rel':'output','anchor':null}],"
                                + "'input':{'to':150.0},'output':'hot','log':[{'message':'reached',"
                                + "'levelname':'WARNING','levelno':30,'lineno':88,"
                                + "'filename':'Heater.java','created':'2026-03-02T05:05:39.000100Z',"
                                + "'exception_type':null,'traceback':null}],'error':null}")
                        .replace('\'', '"'),
                wire.get(path(r)).body());
        assertEquals(
                List.of(
                        "status",
                        "id",
                        "action",
                        "href",
                        "timeStarted",
                        "timeRequested",
                        "timeCompleted",
                        "links"),
                names(Wire.json(wire.get("/api/v3/heater/ramp")).get(0)));
    }

    private static List<String> names(JsonNode object) {
        List<String> out = new ArrayList<>();
        object.fieldNames().forEachRemaining(out::add);
        return out;
    }

    @Test
    void progressIsThereOnceReported() throws Exception {
        FakeRecord r = record();
        assertTrue(Wire.json(wire.get(path(r))).path("progress").isMissingNode());
        r.progress(0.07, "heating");
        assertEquals(7, Wire.json(wire.get(path(r))).get("progress").doubleValue(), "percent");
        assertEquals("heating", Wire.json(wire.get(path(r))).get("progressText").textValue());
    }

    @Test
    void aFailureIsShownAsProblemDetails() throws Exception {
        FakeRecord r = record().failed(Problem.of(new IllegalStateException("open circuit")));
        assertEquals(
                "{\"detail\":\"open circuit\",\"type\":null,\"status\":500,"
                        + "\"title\":\"IllegalStateException\",\"instance\":null}",
                Wire.json(wire.get(path(r))).get("error").toString());
        assertEquals(503, wire.get(path(r) + "/output").statusCode());
    }

    @Test
    void linksFollowTheRequestsHost() throws Exception {
        String raw =
                wire.rawRequest("GET " + path(record()) + " HTTP/1.1", "Host: lab-pi.local:5000");
        assertTrue(raw.contains("\"href\":\"http://lab-pi.local:5000/api/v3/action_inv"), raw);
    }

    @Test
    void unknownAndMalformedIdsAreRefused() throws Exception {
        FakeRecord r = record();
        String missing = "/api/v3/action_invocations/00000000-0000-0000-0000-000000000000";
        for (String method : List.of("GET", "DELETE")) {
            assertEquals(404, wire.send(method, missing, null).statusCode());
            HttpResponse<String> bad = wire.send(method, "/api/v3/action_invocations/nope", null);
            assertEquals(422, bad.statusCode());
            JsonNode issue = Wire.json(bad).at("/detail/0");
            assertEquals("uuid_parsing", issue.get("type").textValue());
            assertEquals("[\"path\",\"id\"]", issue.get("loc").toString());
            assertEquals("nope", issue.get("input").textValue());
            assertEquals("invalid character: found `n` at 0", issue.at("/ctx/error").textValue());
        }
        String id = r.id().toString();
        for (String form :
                List.of(
                        id.toUpperCase(java.util.Locale.ROOT),
                        id.replace("-", ""),
                        "urn:uuid:" + id,
                        "%7B" + id + "%7D")) {
            assertEquals(200, wire.get("/api/v3/action_invocations/" + form).statusCode(), form);
        }
        assertEquals(422, wire.get("/api/v3/action_invocations/" + id + "0").statusCode());
        assertEquals(404, wire.get(path(r) + "/nothing").statusCode());
    }

    @Test
    void cancellingIs200OnceAnd503WhenOver() throws Exception {
        FakeRecord r = record();
        HttpResponse<String> first = wire.send("DELETE", path(r), null);
        assertEquals(200, first.statusCode());
        assertEquals("null", first.body());
        HttpResponse<String> second = wire.send("DELETE", path(r), null);
        assertEquals(503, second.statusCode());
        assertEquals(
                "{\"detail\":\"The invocation is InvocationStatus.CANCELLED and may not be"
                        + " cancelled.\"}",
                second.body());
        assertEquals(200, wire.get(path(r)).statusCode(), "it stays until it expires");
    }

    @Test
    void falsyOutputsAreOutputs() throws Exception {
        assertEquals("0", wire.get(path(record().completed(0)) + "/output").body());
        assertEquals("\"\"", wire.get(path(record().completed("")) + "/output").body());
        HttpResponse<String> none = wire.get(path(record().completed(null)) + "/output");
        assertEquals(503, none.statusCode());
        assertEquals("{\"detail\":\"No result is available for this invocation\"}", none.body());
        assertEquals(503, wire.get(path(record()) + "/output").statusCode());
    }

    @Test
    void blobOutputsAreTheirBytes() throws Exception {
        Blob blob = Blob.fromBytes(new byte[] {0, 1, 2}, "image/png");
        FakeRecord r = record().completed(blob);
        HttpResponse<byte[]> bytes = wire.bytes(path(r) + "/output");
        assertArrayEquals(new byte[] {0, 1, 2}, bytes.body());
        assertEquals("image/png", bytes.headers().firstValue("content-type").orElseThrow());
        JsonNode output = Wire.json(wire.get(path(r))).get("output");
        assertEquals(wire.base + "/api/v3/blob/" + blob.id(), output.get("href").textValue());
        assertArrayEquals(new byte[] {0, 1, 2}, wire.bytes("/api/v3/blob/" + blob.id()).body());
        FakeRecord remote =
                record().completed(Blob.fromUrl(URI.create("http://else/x"), "image/png"));
        assertEquals(307, wire.get(path(remote) + "/output").statusCode());
        assertEquals(
                "http://else/x", Wire.json(wire.get(path(remote))).at("/output/href").textValue());
    }

    @Test
    void whatCannotBeEncodedIs500InWords() throws Exception {
        FakeRecord r = record().completed(new Object());
        for (String p : List.of(path(r), path(r) + "/output")) {
            HttpResponse<String> response = wire.get(p);
            assertEquals(500, response.statusCode());
            assertTrue(
                    Wire.json(response).get("detail").textValue().startsWith("Error serialising "),
                    response.body());
        }
        assertEquals(1, Wire.json(wire.get("/api/v3/heater/ramp")).size());
    }

    @Test
    void tenThousandAreListedWholeOrInPages() throws Exception {
        List<FakeRecord> many =
                IntStream.range(0, 10_000).mapToObj(i -> new FakeRecord("heater", "ramp")).toList();
        wire.core.addAll(many);
        JsonNode all = Wire.json(wire.get("/api/v3/action_invocations"));
        assertEquals(10_000, all.size());
        assertEquals(many.get(0).id().toString(), all.get(0).get("id").textValue());
        assertEquals(many.get(9999).id().toString(), all.get(9999).get("id").textValue());
        JsonNode page =
                Wire.json(wire.get("/api/v3/action_invocations?limit=20&offset=9990&foo=1"));
        assertEquals(10, page.size());
        assertEquals(many.get(9990).id().toString(), page.get(0).get("id").textValue());
        assertEquals(100, Wire.json(wire.get("/api/v3/heater/ramp?limit=100")).size());
        assertEquals("[]", wire.get("/api/v3/heater/ramp?offset=20000").body());
        HttpResponse<String> bad = wire.get("/api/v3/action_invocations?limit=-1");
        assertEquals(422, bad.statusCode());
        assertEquals("[\"query\",\"limit\"]", Wire.json(bad).at("/detail/0/loc").toString());
    }
}
