package org.labthings.run.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;
import org.labthings.security.Role;
import org.labthings.security.store.AccountStore;

/**
 * Every role at every kind of route, from every kind of page, under every kind of name: what is not
 * allowed is refused with problem details, and nothing else is. The expectation is this test's own.
 */
class AccessMatrixIT {
    private static final String CONFIG =
            "{\"things\": {\"counter\": \"org.labthings.thing.counter.Counter\","
                    + " \"camera\": \"org.labthings.thing.simcamera.SimulatedCamera\"},"
                    + " \"security\": {\"hosts\": [\"lab.example\"], \"origins\":"
                    + " [\"http://friend.example\"]}}";

    /** Method, path and body; what is needed: 0 viewer, 1 operator, 2 admin. */
    private record Probe(String method, String path, String body, int needs, boolean socket) {}

    private static final List<Probe> PROBES =
            List.of(
                    new Probe("GET", "/things/", null, 0, false),
                    new Probe("GET", "/things/?status", null, 0, false),
                    new Probe("GET", "/thing_descriptions/", null, 0, false),
                    new Probe("GET", "/counter/", null, 0, false),
                    new Probe("GET", "/counter/counter", null, 0, false),
                    new Probe("HEAD", "/counter/counter", null, 0, false),
                    new Probe("OPTIONS", "/counter/counter", null, 0, false),
                    new Probe("GET", "/action_invocations", null, 0, false),
                    new Probe("GET", "/openapi.json", null, 0, false),
                    new Probe("GET", "/docs", null, 0, false),
                    new Probe("GET", "/.well-known/wot", null, 0, false),
                    new Probe("GET", "/.well-known/labthings/caller", null, 0, false),
                    new Probe("GET", "/nothing/here", null, 0, false),
                    new Probe("GET", "/counter/ws", null, 0, true),
                    new Probe("POST", "/.well-known/labthings/ticket", "{}", 0, false),
                    new Probe("PUT", "/counter/step", "2", 1, false),
                    new Probe("DELETE", "/counter/step", null, 1, false),
                    new Probe("POST", "/counter/increment_counter", "{}", 1, false),
                    new Probe(
                            "DELETE",
                            "/action_invocations/" + new java.util.UUID(0, 1),
                            null,
                            1,
                            false),
                    new Probe("PATCH", "/counter/step", "2", 1, false),
                    new Probe("QUERY", "/counter/step", null, 1, false),
                    new Probe("GET", "/system/nothing", null, 2, false),
                    new Probe("POST", "/system/nothing", "{}", 2, false),
                    new Probe("GET", "/system", null, 2, false),
                    new Probe("GET", "/system/health.json", null, 0, false),
                    new Probe("DELETE", "/system/plugins/x", null, 2, false),
                    new Probe("POST", "/system/health", "{}", 2, false));

    @TempDir static Path folder;
    private static final Map<String, String> CREDENTIALS = new LinkedHashMap<>();
    private static Laboratory lab;
    private static RawHttp http;

    @BeforeAll
    static void start() throws Exception {
        AccountStore store = new AccountStore(folder.resolve("data/security"));
        CREDENTIALS.put("nobody", null);
        CREDENTIALS.put("stranger", "Bearer lt_wrong");
        for (Role role : Role.values()) {
            CREDENTIALS.put(
                    role.word(), "Bearer " + store.createToken("t-" + role.word(), role, null));
        }
        store.addUser("ada", Role.OPERATOR, "a good password".toCharArray());
        lab = Laboratory.open(folder, CONFIG);
        http = new RawHttp(lab.url());
    }

    @AfterAll
    static void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void whatIsNotAllowedIsRefused() throws Exception {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        List<String> hosts =
                List.of(http.authority(), "lab.example:80", "evil.example", "10.9.8.7");
        List<String> origins =
                List.of(
                        "",
                        "http://" + http.authority(),
                        "http://friend.example",
                        "http://evil.example",
                        "null");
        for (Probe probe : PROBES) {
            for (String who : CREDENTIALS.keySet()) {
                for (String host : hosts) {
                    for (String origin : origins) {
                        int expected = expected(probe, who, host, origin);
                        String answer = ask(probe, who, host, origin);
                        asked++;
                        String mistake = mistake(expected, answer);
                        if (mistake != null) {
                            wrong.add(
                                    probe
                                            + " "
                                            + who
                                            + " host "
                                            + host
                                            + " origin "
                                            + origin
                                            + ": "
                                            + mistake);
                        }
                    }
                }
            }
        }
        System.out.println("access matrix: " + asked + " requests, " + wrong.size() + " wrong");
        assertTrue(
                wrong.isEmpty(),
                () -> String.join("\n", wrong.subList(0, Math.min(20, wrong.size()))));
        assertEquals(PROBES.size() * CREDENTIALS.size() * hosts.size() * origins.size(), asked);
    }

    /** Of each role from here, and of an administrator from elsewhere. */
    @Test
    void everyRouteOfTheServerIsGuarded() throws Exception {
        Set<String> routes = routes();
        List<String> wrong = new ArrayList<>();
        for (String route : routes) {
            int space = route.indexOf(' ');
            String method = route.substring(0, space);
            String path = route.substring(space + 1);
            Probe probe = new Probe(method, path, "{}", needs(method, path), false);
            String here = http.authority();
            for (String who : CREDENTIALS.keySet()) {
                look(probe, who, here, "", wrong);
            }
            look(probe, "admin", "evil.example", "", wrong);
            look(probe, "admin", here, "http://evil.example", wrong);
        }
        System.out.println(
                "access matrix: "
                        + routes.size()
                        + " routes of the server, "
                        + wrong.size()
                        + " wrong");
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    /** What starts last is there when the first answers have long been given. */
    private static Set<String> routes() throws Exception {
        List<String> expected =
                List.of(
                        "PUT /counter/step",
                        "GET /camera/mjpeg_stream",
                        "GET /metrics",
                        "GET /system/health.json",
                        "POST /system/plugins",
                        "POST /system/shell",
                        "GET /system/console/access",
                        "GET /system/console/healthcheck");
        long end = System.nanoTime() + 30_000_000_000L;
        Set<String> routes;
        do {
            String[] admin = {
                "Host: " + http.authority(), "Authorization: " + CREDENTIALS.get("admin")
            };
            String answer = http.request("GET /openapi.json", admin);
            routes = ServerRoutes.of(lab, answer.substring(answer.indexOf("\r\n\r\n") + 4));
        } while (!routes.containsAll(expected) && System.nanoTime() < end);
        assertTrue(routes.containsAll(expected), routes.toString());
        return routes;
    }

    /** The rule of docs/security.md. */
    private static int needs(String method, String path) {
        boolean health = path.startsWith("/system/health");
        if (path.startsWith("/system") && !(health && method.equals("GET"))) {
            return 2;
        }
        boolean ticket = path.equals("/.well-known/labthings/ticket");
        return method.equals("GET") || ticket ? 0 : 1;
    }

    private static void look(
            Probe probe, String who, String host, String origin, List<String> wrong)
            throws IOException {
        int expected = expected(probe, who, host, origin);
        boolean console = probe.path.startsWith("/system/console");
        if (expected == 0 && console && !probe.method.equals("GET")) {
            return; // one of them stops the server, if it may
        }
        String mistake = mistake(expected, firstBytes(probe, fields(who, host, origin)));
        if (mistake != null) {
            wrong.add(probe + " " + who + " host " + host + " origin " + origin + ": " + mistake);
        }
    }

    /** 0 where nothing stands in the way. */
    private static int expected(Probe probe, String who, String host, String origin) {
        if (!host.equals(http.authority()) && !host.startsWith("lab.example")) {
            return 403;
        }
        boolean looks = List.of("GET", "HEAD", "OPTIONS").contains(probe.method) && !probe.socket;
        // a page that was loaded from this very host and port is the server's own
        boolean own =
                origin.isEmpty()
                        || host.equals(http.authority()) && origin.equals("http://" + host);
        if (!looks && !own && !origin.equals("http://friend.example")) {
            return 403;
        }
        int level = List.of("viewer", "operator", "admin").indexOf(who);
        if (level < 0) {
            return 401;
        }
        return level >= probe.needs ? 0 : 403;
    }

    private static List<String> fields(String who, String host, String origin) {
        List<String> fields = new ArrayList<>(List.of("Host: " + host));
        if (!origin.isEmpty()) {
            fields.add("Origin: " + origin);
        }
        if (CREDENTIALS.get(who) != null) {
            fields.add("Authorization: " + CREDENTIALS.get(who));
        }
        return fields;
    }

    private static String ask(Probe probe, String who, String host, String origin)
            throws IOException {
        List<String> fields = fields(who, host, origin);
        if (probe.socket) {
            return handshake(probe.path, fields);
        }
        return http.send(request(probe, fields));
    }

    private static String request(Probe probe, List<String> fields) {
        String body = probe.body == null ? "" : probe.body;
        if (probe.body != null) {
            fields.add("Content-Type: application/json");
        }
        fields.add("Content-Length: " + body.length());
        return probe.method
                + " "
                + probe.path
                + " HTTP/1.1\r\n"
                + String.join("\r\n", fields)
                + "\r\nConnection: close\r\n\r\n"
                + body;
    }

    /** Streams have no end. */
    private static String firstBytes(Probe probe, List<String> fields) throws IOException {
        return begin(request(probe, fields));
    }

    /** Of an accepted handshake only the head comes; the socket would stay open. */
    private static String handshake(String path, List<String> fields) throws IOException {
        return begin(
                "GET "
                        + path
                        + " HTTP/1.1\r\n"
                        + String.join("\r\n", fields)
                        + "\r\n"
                        + "Upgrade: websocket\r\n"
                        + "Connection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
    }

    private static String begin(String text) throws IOException {
        try (var socket = http.connect()) {
            socket.getOutputStream()
                    .write(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            byte[] buffer = new byte[4096];
            int n = socket.getInputStream().read(buffer);
            return n < 0 ? "" : new String(buffer, 0, n, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static String mistake(int expected, String answer) {
        int status = RawHttp.status(answer);
        if (expected == 0) {
            return status == 0 || status == 401 || status == 403 ? "refused: " + answer : null;
        }
        if (status != expected) {
            return "expected " + expected + ", got " + answer;
        }
        boolean problem =
                answer.contains("application/problem+json")
                        && (answer.contains("\"status\":" + expected) || !answer.contains("{"));
        return problem ? null : "no problem details: " + answer;
    }

    @Test
    void whatTheCommandLineChangesCountsAtOnce() throws Exception {
        AccountStore store = new AccountStore(folder.resolve("data/security"));
        String secret = store.createToken("late", Role.VIEWER, null);
        awaitStatus(200, secret);
        store.revokeToken("late");
        awaitStatus(401, secret);
    }

    private static void awaitStatus(int wanted, String token) throws IOException {
        long end = System.nanoTime() + 10_000_000_000L;
        int status;
        do {
            status =
                    RawHttp.status(
                            http.request(
                                    "GET /counter/counter",
                                    "Host: " + http.authority(),
                                    "Authorization: Bearer " + token));
        } while (status != wanted && System.nanoTime() < end);
        assertEquals(wanted, status);
    }

    @Test
    void noSecretIsInAnyFileButItsOwn() throws Exception {
        http.request(
                "GET /counter/counter",
                "Host: " + http.authority(),
                "Authorization: Basic "
                        + java.util.Base64.getEncoder()
                                .encodeToString("ada:my-typo-secret".getBytes()));
        http.request("GET /counter/counter?ticket=my-ticket-secret", "Host: " + http.authority());
        lab.awaitAudit("password.failed");
        String local = Files.readString(folder.resolve("data/security/local-token")).strip();
        List<String> secrets =
                new ArrayList<>(List.of(local, "my-typo-secret", "my-ticket-secret"));
        CREDENTIALS.values().stream()
                .filter(c -> c != null && !c.endsWith("wrong"))
                .forEach(c -> secrets.add(c.substring(7)));
        try (var files = Files.walk(folder.resolve("data/logs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                for (String secret : secrets) {
                    assertTrue(!text.contains(secret), file + " contains a secret");
                }
            }
        }
        String audit = Files.readString(folder.resolve("data/logs/audit.log"));
        assertTrue(
                audit.lines().allMatch(l -> l.startsWith("{\"time\":\"") && l.endsWith("}")),
                audit);
        assertTrue(
                audit.lines() // which may also say how many lines were left out before it
                        .filter(l -> l.contains("\"event\":\"password.failed\""))
                        .anyMatch(l -> l.contains("\"who\":\"ada\",\"from\":\"127.0.0.1\"")),
                audit);
    }
}
