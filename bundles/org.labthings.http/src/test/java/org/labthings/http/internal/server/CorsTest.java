package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labthings.http.fake.FakeProperty;
import org.labthings.http.fake.FakeThing;
import org.labthings.http.internal.exchange.Cors;

/** Specification 1.18: what browsers of other origins are told. */
class CorsTest {
    private static final String ELSEWHERE = "http://elsewhere.example";
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        wire = Wire.of(new FakeThing("t").with(FakeProperty.memory("x", 1)));
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    private static String header(HttpResponse<?> r, String name) {
        return String.join(" | ", r.headers().allValues(name));
    }

    @Test
    void everyAnswerNamesTheOrigin() throws Exception {
        List<HttpResponse<String>> all =
                List.of(
                        wire.get("/t/x", "Origin", ELSEWHERE),
                        wire.get("/t", "Origin", ELSEWHERE),
                        wire.get("/nothing", "Origin", ELSEWHERE),
                        wire.send("PATCH", "/t/x", "1", "Origin", ELSEWHERE),
                        wire.send("PUT", "/t/x", "\"x\"", "Origin", ELSEWHERE),
                        wire.send("OPTIONS", "/t/x", null, "Origin", ELSEWHERE));
        assertEquals(
                List.of(200, 307, 404, 405, 422, 204),
                all.stream().map(HttpResponse::statusCode).toList());
        for (HttpResponse<String> r : all) {
            assertEquals(ELSEWHERE, header(r, "access-control-allow-origin"));
            assertEquals("true", header(r, "access-control-allow-credentials"));
            assertEquals("Origin", header(r, "vary"));
        }
        assertEquals("", header(wire.get("/t/x"), "access-control-allow-origin"));
        assertEquals(
                "null", header(wire.get("/t/x", "Origin", "null"), "access-control-allow-origin"));
    }

    @Test
    void preflightsAreAnsweredOnAnyPath() throws Exception {
        for (String path : List.of("/t/x", "/nothing/here")) {
            HttpResponse<String> r =
                    wire.send(
                            "OPTIONS",
                            path,
                            null,
                            "Origin",
                            ELSEWHERE,
                            "Access-Control-Request-Method",
                            "PUT",
                            "Access-Control-Request-Headers",
                            "content-type");
            assertEquals(200, r.statusCode());
            assertEquals("OK", r.body());
            assertEquals("text/plain; charset=utf-8", header(r, "content-type"));
            assertEquals(
                    "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, QUERY",
                    header(r, "access-control-allow-methods"));
            assertEquals("content-type", header(r, "access-control-allow-headers"));
            assertEquals("600", header(r, "access-control-max-age"));
            assertEquals(ELSEWHERE, header(r, "access-control-allow-origin"));
        }
        HttpResponse<String> odd =
                wire.send(
                        "OPTIONS",
                        "/t/x",
                        null,
                        "Origin",
                        ELSEWHERE,
                        "Access-Control-Request-Method",
                        "BREW");
        assertEquals(400, odd.statusCode());
        assertEquals("Disallowed CORS method", odd.body());
        assertEquals("", header(odd, "access-control-allow-headers"));
    }

    @Test
    void aPolicyMayNameTheOrigins() {
        Cors.Policy policy = Cors.Policy.of(() -> Set.of("http://lab.example"));
        assertEquals(Cors.Welcome.FULL, policy.welcome("http://Lab.example"));
        assertEquals(Cors.Welcome.NO, policy.welcome("http://lab.example.evil"));
    }

    @Test
    void everyOriginIsWelcomeWithoutCredentialsOnly() {
        Cors.Policy policy = Cors.Policy.of(() -> Set.of("*", "http://lab.example"));
        assertEquals(Cors.Welcome.FULL, policy.welcome("http://lab.example"));
        assertEquals(Cors.Welcome.WITHOUT_CREDENTIALS, policy.welcome("http://other.example"));
    }

    @Test
    void strangersMayLookAndBrowsersDoNotLetThemSee() throws Exception {
        HttpResponse<String> look = wire.get("/t/x", "Origin", "http://evil.example");
        assertEquals(200, look.statusCode());
        assertEquals("", header(look, "access-control-allow-origin"));
        HttpResponse<String> asks =
                wire.send(
                        "OPTIONS",
                        "/t/x",
                        null,
                        "Origin",
                        "http://evil.example",
                        "Access-Control-Request-Method",
                        "PUT");
        assertEquals(200, asks.statusCode());
        assertEquals("", header(asks, "access-control-allow-origin"));
        assertEquals("", header(asks, "access-control-allow-methods"));
        HttpResponse<String> write = wire.send("PUT", "/t/x", "2", "Origin", "http://evil.example");
        assertEquals(403, write.statusCode());
        assertEquals("1", wire.get("/t/x").body());
    }
}
