package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.api.EndpointResponse;
import org.labthings.core.ThingState;
import org.labthings.http.fake.FakeAction;
import org.labthings.http.fake.FakeEndpoint;
import org.labthings.http.fake.FakeProperty;
import org.labthings.http.fake.FakeRecord;
import org.labthings.http.fake.FakeServer;
import org.labthings.http.fake.FakeThing;

/** Specification 1.1 to 1.3: paths, methods, redirects, links. */
class RoutingTest {
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        wire =
                Wire.of(
                        new FakeThing("heater")
                                .with(FakeProperty.memory("temp", 21), FakeProperty.memory("b", 2))
                                .with(new FakeAction("ramp", j -> new FakeRecord("heater", "ramp")))
                                .with(
                                        endpoint("a_first", "{x}"),
                                        endpoint("nested", "runs/{run}/{file}.txt"),
                                        endpoint("zz_late", "late/{x}"),
                                        endpoint("zz_path", "files/{rest:path}")));
    }

    private static FakeEndpoint endpoint(String name, String path) {
        return new FakeEndpoint(
                name,
                "GET",
                path,
                (rq, values) ->
                        EndpointResponse.bytes(
                                (name + values).getBytes(StandardCharsets.UTF_8), "text/plain"));
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void thingsAreListedWithAbsoluteLinksOfTheRequestsHost() throws Exception {
        HttpResponse<String> r = wire.get("/things/");
        assertEquals(200, r.statusCode());
        assertEquals("{\"heater\":\"" + wire.base + "/heater/\"}", r.body());
        assertEquals(List.of("application/json"), r.headers().allValues("content-type"));
        assertEquals(List.of("Origin"), r.headers().allValues("vary"));
        assertEquals(List.of(), r.headers().allValues("server"));
        String other = wire.rawRequest("GET /things/ HTTP/1.1", "Host: lab-pi.local:5000");
        assertTrue(other.endsWith("{\"heater\":\"http://lab-pi.local:5000/heater/\"}"), other);
    }

    @Test
    void withoutHostTheAddressOfTheSocketIsUsed() throws Exception {
        String r = wire.rawRequest("GET /things/ HTTP/1.0");
        assertTrue(r.endsWith("{\"heater\":\"" + wire.base + "/heater/\"}"), r);
    }

    @Test
    void aProxyOnThisMachineMaySayHttps() throws Exception {
        String r =
                wire.get("/things/", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "x").body();
        assertEquals("{\"heater\":\"https://127.0.0.1:" + wire.port() + "/heater/\"}", r);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/favicon.ico",
                "//things/",
                "/heater//temp",
                "/heater/runs/1",
                "/blob",
                "/blob/",
                "/unknown/temp",
                "/heater/ramp/x",
                "/heater/%2e%2e/things/",
                "/heater/runs/../temp",
                "/heater;x=1/temp",
                "/heater/runs/1/a.pdf"
            })
    void unknownPathsAre404(String path) throws Exception {
        String r = wire.rawRequest("GET " + path + " HTTP/1.1", "Host: h");
        assertTrue(r.startsWith("HTTP/1.1 404 "), r);
        assertTrue(r.endsWith("{\"detail\":\"Not Found\"}"), r);
        assertTrue(r.contains("Content-Type: application/json\r\n"), r);
    }

    @Test
    void aPathThatIsNoneIs400() throws Exception {
        String r = wire.rawRequest("GET /%00 HTTP/1.1", "Host: h");
        assertTrue(r.startsWith("HTTP/1.1 400 "), r);
        assertTrue(r.endsWith("{\"detail\":\"Bad Request\"}"), r);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /things, /things/",
        "GET, /thing_descriptions, /thing_descriptions/",
        "GET, /heater, /heater/",
        "POST, /heater, /heater/",
        "PUT, /heater/temp/, /heater/temp",
        "DELETE, /action_invocations/, /action_invocations",
        "GET, /heater?a=1&b=%20, /heater/?a=1&b=%20",
        "GET, /he%61ter, /he%61ter/",
    })
    void oneSlashMoreOrLessIsRedirected(String method, String path, String location)
            throws Exception {
        HttpResponse<String> r = wire.send(method, path, null);
        assertEquals(307, r.statusCode());
        assertEquals(wire.base + location, r.headers().firstValue("location").orElseThrow());
        assertEquals("", r.body());
    }

    @Test
    void escapedLettersAreTheLettersThatTheyStandFor() throws Exception {
        assertEquals(200, wire.get("/thi%6Egs/").statusCode());
        assertEquals("2", wire.get("/he%61ter/b").body().replace("a_first{x=b}", "2"));
    }

    @Test
    void unsupportedMethodsAre405WithAllow() throws Exception {
        HttpResponse<String> r = wire.send("PUT", "/heater/ramp", "1");
        assertEquals(405, r.statusCode());
        assertEquals("{\"detail\":\"Method Not Allowed\"}", r.body());
        assertEquals("GET, HEAD, POST, OPTIONS", r.headers().firstValue("allow").orElseThrow());
        assertEquals(405, wire.send("PATCH", "/heater/temp", "1").statusCode());
        assertEquals(405, wire.send("POST", "/things/", "").statusCode());
        assertTrue(
                wire.rawRequest("TRACE /things/ HTTP/1.1", "Host: h").startsWith("HTTP/1.1 405 "));
    }

    @Test
    void optionsAreAnsweredWithAllow() throws Exception {
        HttpResponse<String> r = wire.send("OPTIONS", "/heater/temp/reset", null);
        assertEquals(204, r.statusCode());
        assertEquals("POST, OPTIONS", r.headers().firstValue("allow").orElseThrow());
    }

    @Test
    void headIsGetWithoutBody() throws Exception {
        HttpResponse<String> r = wire.send("HEAD", "/things/", null);
        assertEquals(200, r.statusCode());
        assertEquals("", r.body());
        assertEquals(
                String.valueOf(wire.get("/things/").body().length()),
                r.headers().firstValue("content-length").orElseThrow());
        assertEquals(405, wire.send("HEAD", "/heater/temp/reset", null).statusCode());
    }

    @Test
    void theFirstByNameWinsWhereTwoFit() throws Exception {
        // endpoint a_first with {x} comes before properties b and temp, zz_late after it
        assertEquals("a_first{x=temp}", wire.get("/heater/temp").body());
        assertEquals(201, wire.putJson("/heater/temp", "5").statusCode());
        assertEquals("zz_late{x=7}", wire.get("/heater/late/7").body());
        assertEquals("zz_path{rest=a/b c}", wire.get("/heater/files/a/b%20c").body());
        assertEquals("nested{run=3, file=log}", wire.get("/heater/runs/3/log.txt").body());
    }

    @Test
    void frameworkPathsGoBeforeThingsOfTheirName() throws Exception {
        wire.server.serve(FakeServer.view(new FakeThing("blob").with(FakeProperty.memory("x", 1))));
        assertEquals(422, wire.get("/blob/x").statusCode());
        assertEquals(201, wire.putJson("/blob/x", "3").statusCode());
    }

    @Test
    void noThingHidesTheServersOwnServlets() throws Exception {
        FakeThing metrics = new FakeThing("metrics").with(FakeProperty.memory("x", 1));
        FakeThing system =
                new FakeThing("system")
                        .with(FakeProperty.memory("health", 1), FakeProperty.memory("load", 1));
        wire.server.serve(FakeServer.view(metrics, system));
        for (String path : List.of("/metrics", "/system/health", "/system/health.json")) {
            assertEquals(404, wire.get(path).statusCode(), path); // no servlets in this test
        }
        assertEquals("1", wire.get("/metrics/x").body());
        assertEquals("1", wire.get("/system/load").body());
        wire.server.serve(
                FakeServer.view(
                        List.of(FakeServer.status("system", ThingState.FAILED, "It is broken."))));
        int console = wire.get("/system/console").statusCode();
        assertEquals(401, console); // by the gate; the route table would say 503
        assertEquals(503, wire.get("/system/load").statusCode());
    }

    @Test
    void aThingThatDoesNotRunIs503WithItsReason() throws Exception {
        wire.server.serve(
                FakeServer.view(
                        List.of(
                                FakeServer.status(
                                        "stage",
                                        ThingState.WAITING,
                                        "no driver for bench:Stage"))));
        for (String path : List.of("/stage/", "/stage", "/stage/x", "/stage/x/y")) {
            HttpResponse<String> r = wire.get(path);
            assertEquals(503, r.statusCode(), path);
            assertEquals("5", r.headers().firstValue("retry-after").orElseThrow());
            assertEquals(
                    "stage is waiting: no driver for bench:Stage",
                    Wire.json(r).get("detail").textValue());
            assertEquals(503, Wire.json(r).get("status").intValue());
        }
        assertEquals("{}", wire.get("/things/").body());
        assertEquals("{}", wire.get("/thing_descriptions/").body());
        assertEquals(404, wire.get("/heater/").statusCode(), "what was there is gone");
        Map<String, ?> shape = Map.of("state", "waiting", "class", "bench:Heater");
        HttpResponse<String> status = wire.get("/things/?status");
        shape.forEach(
                (k, v) -> {
                    try {
                        assertEquals(v, Wire.json(status).at("/stage/" + k).textValue());
                    } catch (java.io.IOException e) {
                        throw new AssertionError(e);
                    }
                });
        assertEquals("s", Wire.json(status).at("/stage/slots/0/candidates/0").textValue());
        assertEquals("starting", Wire.json(status).at("/stage/history/0/state").textValue());
        assertEquals(false, Wire.json(status).at("/stage/served").booleanValue());
    }

    @Test
    void everythingIsBelowThePrefix() throws Exception {
        try (Wire prefixed =
                new Wire(
                        new FakeServer("/api/v1"),
                        Wire.LIMITS,
                        FakeServer.view(new FakeThing("t").with(FakeProperty.memory("x", 1))))) {
            assertEquals(404, prefixed.get("/things/").statusCode());
            assertEquals(404, prefixed.get("/t/x").statusCode());
            assertEquals("1", prefixed.get("/api/v1/t/x").body());
            assertEquals("[]", prefixed.get("/api/v1/action_invocations").body());
            assertEquals(
                    prefixed.base + "/api/v1/things/",
                    prefixed.get("/api/v1/things").headers().firstValue("location").orElseThrow());
            assertFalse(prefixed.get("/api/v1/things/").body().contains("/api/v1/api"));
        }
    }
}
