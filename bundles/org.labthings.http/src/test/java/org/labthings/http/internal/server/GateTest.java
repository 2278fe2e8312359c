package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.core.Things;
import org.labthings.http.fake.FakeGatekeeper;
import org.labthings.http.fake.FakeProperty;
import org.labthings.http.fake.FakeServer;
import org.labthings.http.fake.FakeThing;

/** Who comes in, by role, method, path, host and origin. */
class GateTest {
    private Things view;
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        view = FakeServer.view(new FakeThing("t").with(FakeProperty.memory("x", 1)));
        wire = new Wire(new FakeServer(""), Wire.LIMITS, view);
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    private void login() {
        wire.gatekeeper.rules(true, Set.of(), Set.of());
    }

    private HttpResponse<String> as(String who, String method, String path, String body)
            throws Exception {
        return who.equals("nobody")
                ? wire.send(method, path, body, "Content-Type", "application/json")
                : wire.send(
                        method,
                        path,
                        body,
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer " + who);
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, GET, /t/x, 200",
        "nobody, PUT, /t/x, 201",
        "nobody, GET, /system, 401",
        "nobody, GET, /system/console, 401",
        "nobody, GET, /%73ystem/console, 401",
        "nobody, GET, /system;x/console, 401",
        "nobody, POST, /system/health, 401",
        "nobody, GET, /system/health, 404",
        "nobody, GET, /system/health/x, 404",
        "nobody, GET, /system/healthy, 401",
        "nobody, GET, /systems, 404",
        "viewer, PUT, /t/x, 403",
        "viewer, GET, /system/x, 403",
        "operator, PUT, /t/x, 201",
        "operator, GET, /system/x, 403",
        "admin, GET, /system/x, 404",
        "stranger, GET, /t/x, 401",
        "throttled, GET, /t/x, 429",
    })
    void nobodyHasToLogIn(String who, String method, String path, int status) throws Exception {
        assertEquals(status, as(who, method, path, method.equals("GET") ? null : "2").statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, GET, /t/x, 401",
        "nobody, OPTIONS, /t/x, 401",
        "nobody, PUT, /t/x, 401",
        "nobody, GET, /nothing, 401",
        "nobody, GET, /things/, 401",
        "nobody, GET, /openapi.json, 401",
        "nobody, GET, /.well-known/wot, 401",
        "nobody, POST, /.well-known/labthings/ticket, 401",
        "nobody, GET, /system/health, 401",
        "viewer, GET, /t/x, 200",
        "viewer, HEAD, /t/x, 200",
        "viewer, PUT, /t/x, 403",
        "viewer, DELETE, /t/x, 403",
        "viewer, BREW, /t/x, 403",
        "viewer, GET, /system/health, 404",
        "viewer, GET, /system/x, 403",
        "operator, PUT, /t/x, 201",
        "operator, POST, /system/x, 403",
        "admin, PUT, /t/x, 201",
        "admin, POST, /system/x, 404",
        "stranger, GET, /t/x, 401",
    })
    void everybodyHasToLogIn(String who, String method, String path, int status) throws Exception {
        login();
        boolean body = method.equals("PUT") || method.equals("POST");
        HttpResponse<String> answer = as(who, method, path, body ? "2" : null);
        assertEquals(status, answer.statusCode());
        if (status == 401 || status == 403) {
            assertEquals(
                    "application/problem+json",
                    answer.headers().firstValue("content-type").orElse(""));
            JsonNode problem = Wire.json(answer);
            assertEquals(status, problem.get("status").asInt());
            assertFalse(problem.get("detail").asText().isBlank());
            assertEquals(
                    status == 401 ? "Unauthorized" : "Forbidden", problem.get("title").asText());
            List<String> ways = answer.headers().allValues("www-authenticate");
            assertEquals(status == 401 ? 2 : 0, ways.size(), ways::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "127.0.0.1:81, 200",
        "localhost:5000, 200",
        "LOCALHOST, 200",
        "lab.localhost, 200",
        "[::1]:5000, 200",
        "lab.example, 200",
        "Lab.example.:8080, 200",
        "evil.example, 403",
        "evil.example:5000, 403",
        "lab.example.evil, 403",
        "127.0.0.1.evil.example, 403",
        "localhost.evil.example, 403",
        "192.168.1.1, 403",
        "[fe80::1]:5000, 403",
    })
    void onlyItsOwnNamesAreServed(String host, int status) throws Exception {
        wire.gatekeeper.rules(false, Set.of("lab.example"), Set.of());
        String answer = wire.rawRequest("GET /t/x HTTP/1.1", "Host: " + host);
        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
    }

    @Test
    void theTargetNamesTheServerToo() throws Exception {
        String answer = wire.rawRequest("GET http://evil.example/t/x HTTP/1.1", "Host: 127.0.0.1");
        assertFalse(answer.startsWith("HTTP/1.1 200"), answer);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, http://evil.example, 200",
        "PUT, http://evil.example, 403",
        "DELETE, http://evil.example, 403",
        "PUT, null, 403",
        "PUT, file://, 403",
        "PUT, http://lab.example, 201",
        "PUT, http://lab.example.evil, 403",
        "PUT, http://lab.example:81, 403",
    })
    void pagesOfOtherServersMayOnlyLook(String method, String origin, int status) throws Exception {
        try (Wire strict =
                new Wire(
                        new FakeServer(""),
                        Limits.of(TestSettings.with(Map.of("mdns", false))),
                        view)) {
            strict.gatekeeper.rules(false, Set.of(), Set.of("http://lab.example"));
            HttpResponse<String> answer =
                    strict.send(
                            method,
                            "/t/x",
                            method.equals("PUT") ? "2" : null,
                            "Origin",
                            origin,
                            "Content-Type",
                            "application/json");
            assertEquals(status, answer.statusCode());
        }
    }

    @Test
    void pagesOfThisServerMayDoEverythingUnderEachOfItsNames() throws Exception {
        for (String own : List.of(wire.base, wire.base.replace("127.0.0.1", "localhost"))) {
            assertEquals(
                    201,
                    wire.send("PUT", "/t/x", "2", "Origin", own, "Content-Type", "application/json")
                            .statusCode());
        }
        assertEquals(
                403, wire.send("PUT", "/t/x", "2", "Origin", "http://127.0.0.1:1").statusCode());
    }

    @Test
    void aFormOfAnotherSiteDoesNothing() throws Exception {
        String answer =
                wire.rawRequest(
                        "POST /t/x HTTP/1.1",
                        "Host: 127.0.0.1",
                        "Sec-Fetch-Site: cross-site",
                        "Content-Type: text/plain",
                        "Content-Length: 0");
        assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
    }

    @Test
    void everyPageIsWelcomeOnlyWithoutPasswords() throws Exception {
        wire.gatekeeper.rules(true, Set.of(), Set.of("*"));
        String evil = "http://evil.example";
        HttpResponse<String> byPassword =
                wire.send(
                        "PUT",
                        "/t/x",
                        "2",
                        "Origin",
                        evil,
                        "Authorization",
                        FakeGatekeeper.BASIC,
                        "Content-Type",
                        "application/json");
        assertEquals(403, byPassword.statusCode());
        HttpResponse<String> byToken =
                wire.send(
                        "PUT",
                        "/t/x",
                        "2",
                        "Origin",
                        evil,
                        "Authorization",
                        "Bearer operator",
                        "Content-Type",
                        "application/json");
        assertEquals(201, byToken.statusCode());
        assertEquals("*", byToken.headers().firstValue("access-control-allow-origin").orElse(""));
        assertTrue(
                byToken.headers().firstValue("access-control-allow-credentials").isEmpty(),
                "a browser would send its user's password for any page");
    }

    @Test
    void aPasswordIsCheckedElsewhereAndTheRequestGoesOn() throws Exception {
        login();
        HttpResponse<String> read = wire.get("/t/x", "Authorization", FakeGatekeeper.BASIC);
        assertEquals("1", read.body());
        HttpResponse<String> who =
                wire.get("/.well-known/labthings/caller", "Authorization", FakeGatekeeper.BASIC);
        assertEquals("slow", Wire.json(who).get("name").asText());
        assertEquals("admin", Wire.json(who).get("role").asText());
    }

    @Test
    void aTicketIsForLookingAtOnePath() throws Exception {
        login();
        HttpResponse<String> made =
                as("operator", "POST", "/.well-known/labthings/ticket", "{\"path\": \"/t/x\"}");
        assertEquals(201, made.statusCode());
        String query = "?ticket=" + Wire.json(made).get("ticket").asText();
        assertEquals(200, wire.get("/t/x" + query).statusCode());
        assertEquals(200, wire.get("/t/%78" + query).statusCode());
        assertEquals(401, wire.get("/things/" + query).statusCode());
        assertEquals(401, wire.send("PUT", "/t/x" + query, "2").statusCode());
        assertEquals(401, wire.get("/t/x?ticket=guess").statusCode());
    }

    @Test
    void descriptionsSayHowToLogInOnlyWhenThatIsNeeded() throws Exception {
        assertEquals("no_security", Wire.json(wire.get("/t/")).get("security").asText());
        login();
        wire.server.serve(view); // what the component does when the rules change
        JsonNode td = Wire.json(as("viewer", "GET", "/t/", null));
        assertEquals("any_of_them", td.get("security").asText());
        assertEquals(
                Set.of("basic_auth", "bearer_auth", "ticket", "any_of_them"),
                Set.copyOf(
                        td.get("securityDefinitions").properties().stream()
                                .map(Map.Entry::getKey)
                                .toList()));
        JsonNode document = Wire.json(as("viewer", "GET", "/openapi.json", null));
        assertEquals("apiKey", document.at("/components/securitySchemes/ticket/type").asText());
    }

    @Test
    void everyAnswerHasTheFieldsThatProtectBrowsers() throws Exception {
        for (String path : List.of("/t/x", "/nothing", "/system/x", "/docs")) {
            var headers = wire.get(path).headers();
            assertEquals(List.of("nosniff"), headers.allValues("x-content-type-options"), path);
            assertEquals(List.of("no-referrer"), headers.allValues("referrer-policy"), path);
            assertTrue(
                    headers.firstValue("content-security-policy")
                            .orElse("")
                            .contains("frame-ancestors 'self'"),
                    path);
        }
    }

    @Test
    void refusalsAreReported() throws Exception {
        as("viewer", "PUT", "/t/x", "2");
        wire.rawRequest("GET /t/x HTTP/1.1", "Host: evil.example");
        assertEquals(List.of("role PUT /t/x", "host GET /t/x"), wire.gatekeeper.refusals);
    }
}
