package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.api.EndpointResponse;
import org.labthings.api.HttpError;
import org.labthings.core.Things;
import org.labthings.http.extension.CannotServeException;
import org.labthings.http.extension.ServerExtension;
import org.labthings.http.extension.ServerRequest;
import org.labthings.http.extension.ServerRoute;
import org.labthings.http.fake.FakeAction;
import org.labthings.http.fake.FakeProperty;
import org.labthings.http.fake.FakeRecord;
import org.labthings.http.fake.FakeServer;
import org.labthings.http.fake.FakeThing;

/** What other bundles add to the server. */
class ExtensionTest {
    @TempDir Path folder;
    private final Things view =
            FakeServer.view(
                    new FakeThing("t")
                            .with(FakeProperty.memory("x", 1))
                            .with(
                                    new FakeAction("reboot", body -> new FakeRecord("t", "reboot"))
                                            .asAdministration()));
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        wire = new Wire(new FakeServer("/api"), Wire.LIMITS, view);
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    private void extend(Map<String, String> aliases, ServerRoute... routes) {
        wire.server.extend(
                List.of(
                        new ServerExtension() {
                            @Override
                            public List<ServerRoute> routes() {
                                return List.of(routes);
                            }

                            @Override
                            public Map<String, String> aliases() {
                                return aliases;
                            }
                        }));
        wire.server.serve(view);
    }

    private static EndpointResponse echo(ServerRequest request) throws Exception {
        String body = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
        return EndpointResponse.text(
                request.method()
                        + " "
                        + request.parameters()
                        + " "
                        + request.query()
                        + " "
                        + body
                        + (request.mayAdminister("test") ? " admin" : ""),
                "text/plain");
    }

    @Test
    void routesAnswerWithTheirPartsQueryAndBody() throws Exception {
        extend(
                Map.of(),
                ServerRoute.get("/hello/{name}", ExtensionTest::echo),
                new ServerRoute("POST", "/hello/{name}", ExtensionTest::echo));
        assertEquals("GET {name=a b} {q=[1]}  admin", wire.get("/hello/a%20b?q=1").body());
        assertEquals("POST {name=x} {} hi admin", wire.send("POST", "/hello/x", "hi").body());
        HttpResponse<String> head = wire.send("HEAD", "/hello/x", null);
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        HttpResponse<String> delete = wire.send("DELETE", "/hello/x", null);
        assertEquals(405, delete.statusCode());
        assertEquals("GET, HEAD, POST, OPTIONS", delete.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void aSlashTooManyOrTooFewIsRedirected() throws Exception {
        extend(
                Map.of(),
                ServerRoute.get("/routes", ExtensionTest::echo),
                ServerRoute.get("/log/", ExtensionTest::echo));
        for (String[] pair : new String[][] {{"/routes/", "/routes"}, {"/log", "/log/"}}) {
            HttpResponse<String> answer = wire.get(pair[0]);
            assertEquals(307, answer.statusCode());
            assertEquals(wire.base + pair[1], answer.headers().firstValue("Location").orElse(null));
        }
    }

    @Test
    void filesHaveTagsAndRangesAndDoubleSlashesReachThem() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "0123456789");
        extend(
                Map.of(),
                ServerRoute.get(
                        "/data/{file:path}",
                        rq -> {
                            String name = rq.parameters().get("file").replaceFirst("^/+", "");
                            if (!name.equals("a.txt")) {
                                throw new HttpError(404, "Not Found");
                            }
                            return EndpointResponse.file(file, "text/plain");
                        }));
        HttpResponse<String> whole = wire.get("/data//a.txt");
        assertEquals("0123456789", whole.body());
        String tag = whole.headers().firstValue("ETag").orElseThrow();
        assertEquals(304, wire.get("/data/a.txt", "If-None-Match", tag).statusCode());
        HttpResponse<String> part = wire.get("/data/a.txt", "Range", "bytes=2-4");
        assertEquals(206, part.statusCode());
        assertEquals("234", part.body());
        assertEquals("{\"detail\":\"Not Found\"}", wire.get("/data/b.txt").body());
    }

    @ParameterizedTest
    @CsvSource({"/data/../x", "/data/%2e%2e/x", "/data/a%2Fb", "/data/a%5cb", "/data/.%2e/x"})
    void whatIsOddReachesNobody(String path) throws Exception {
        extend(Map.of(), ServerRoute.get("/data/{file:path}", ExtensionTest::echo));
        String answer = wire.rawRequest("GET " + path + " HTTP/1.1", "Host: 127.0.0.1");
        assertTrue(answer.startsWith("HTTP/1.1 404"), answer);
    }

    @Test
    void anAliasIsThePathThatItStandsFor() throws Exception {
        extend(Map.of("/x", "/api/t/x", "/nowhere", "/api/t/nothing", "/api/t/", "/api/t/x"));
        assertEquals("1", wire.get("/x").body());
        assertEquals(404, wire.get("/nowhere").statusCode());
        assertTrue(wire.get("/api/t/").body().startsWith("{"), "what is there stays");
    }

    @Test
    void whatAThingHasGoesFirst() throws Exception {
        extend(Map.of(), ServerRoute.get("/api/t/x", ExtensionTest::echo));
        assertEquals("1", wire.get("/api/t/x").body());
    }

    @Test
    void administrationIsNotForExtensions() throws Exception {
        extend(Map.of(), ServerRoute.get("/system/all", ExtensionTest::echo));
        assertEquals(401, wire.get("/system/all").statusCode());
        extend(Map.of("/system", "/api/t/x"));
        assertEquals(401, wire.get("/system").statusCode());
    }

    @Test
    void whatGoesLeavesNothing() throws Exception {
        extend(Map.of("/x", "/api/t/x"), ServerRoute.get("/routes", ExtensionTest::echo));
        wire.server.extend(List.of());
        wire.server.serve(view);
        assertEquals(404, wire.get("/x").statusCode());
        assertEquals(404, wire.get("/routes").statusCode());
    }

    @Test
    void oneForDevelopersWelcomesPagesOfAllServers() throws Exception {
        String[] foreign = {"Origin", "http://localhost:8080"};
        String[] asked = {
            "Origin", "http://localhost:8080", "Access-Control-Request-Method", "PUT"
        };
        ServerRoute hello = new ServerRoute("POST", "/hello", ExtensionTest::echo);
        extend(Map.of(), hello);
        assertEquals(403, wire.send("POST", "/hello", "hi", foreign).statusCode());
        wire.server.extend(
                List.of(
                        new ServerExtension() {
                            @Override
                            public List<ServerRoute> routes() {
                                return List.of(hello);
                            }

                            @Override
                            public boolean welcomesAllOrigins() {
                                return true;
                            }
                        }));
        wire.server.serve(view);
        HttpResponse<String> answer = wire.send("POST", "/hello", "hi", foreign);
        assertEquals(200, answer.statusCode());
        HttpResponse<String> preflight = wire.send("OPTIONS", "/hello", null, asked);
        for (HttpResponse<String> each : List.of(answer, preflight)) {
            assertEquals(
                    List.of("http://localhost:8080"),
                    each.headers().allValues("Access-Control-Allow-Origin"));
            assertEquals(
                    List.of("true"), each.headers().allValues("Access-Control-Allow-Credentials"));
        }
        extend(Map.of(), hello);
        assertEquals(403, wire.send("POST", "/hello", "hi", foreign).statusCode(), "it went");
    }

    @Test
    void oneThatFailsDoesNotHarmTheOthers() throws Exception {
        ServerExtension bad =
                new ServerExtension() {
                    @Override
                    public List<ServerRoute> routes() {
                        throw new IllegalStateException("no");
                    }
                };
        ServerExtension good =
                new ServerExtension() {
                    @Override
                    public Map<String, String> aliases() {
                        return Map.of("/x", "/api/t/x");
                    }
                };
        wire.server.extend(List.of(bad, good));
        wire.server.serve(view);
        assertEquals("1", wire.get("/x").body());
    }

    @Test
    void oneThatCannotServeSaysSo() {
        ServerExtension bad =
                new ServerExtension() {
                    @Override
                    public Map<String, String> aliases() {
                        throw new CannotServeException("No folder", null);
                    }
                };
        assertEquals("No folder", wire.server.extend(List.of(bad)));
        assertEquals(null, wire.server.extend(List.of()));
    }

    @Test
    void rolesAndPagesAreCheckedAsEverywhere() throws Exception {
        wire.gatekeeper.rules(true, Set.of(), Set.of("http://friend.example"));
        extend(
                Map.of("/x", "/api/t/x"),
                ServerRoute.get("/hello", ExtensionTest::echo),
                new ServerRoute("POST", "/hello", ExtensionTest::echo));
        assertEquals(401, wire.get("/hello").statusCode());
        assertEquals(401, wire.get("/x").statusCode());
        String viewer = "Bearer viewer";
        assertEquals("GET {} {} ", wire.get("/hello", "Authorization", viewer).body());
        assertEquals("1", wire.get("/x", "Authorization", viewer).body());
        assertEquals(403, wire.send("POST", "/hello", "", "Authorization", viewer).statusCode());
        assertEquals(
                "POST {} {} ",
                wire.send("POST", "/hello", "", "Authorization", "Bearer operator").body());
        HttpResponse<String> friend =
                wire.get(
                        "/hello",
                        "Authorization",
                        "Bearer admin",
                        "Origin",
                        "http://friend.example");
        assertEquals("GET {} {}  admin", friend.body());
        assertEquals(
                "http://friend.example",
                friend.headers().firstValue("Access-Control-Allow-Origin").orElse(null));
    }

    @Test
    void anActionForTheWholeMachineWantsAnAdministrator() throws Exception {
        assertEquals(201, wire.send("POST", "/api/t/reboot", null).statusCode());
        wire.gatekeeper.rules(true, Set.of(), Set.of());
        HttpResponse<String> refused =
                wire.send("POST", "/api/t/reboot", null, "Authorization", "Bearer operator");
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("needs the role admin"), refused.body());
        assertEquals(
                201,
                wire.send("POST", "/api/t/reboot", null, "Authorization", "Bearer admin")
                        .statusCode());
    }
}
