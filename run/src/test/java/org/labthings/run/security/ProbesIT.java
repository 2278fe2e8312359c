package org.labthings.run.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;

/**
 * What attackers try, at a server on which nobody has to log in, the most open one there is:
 * nothing gets through, and the server serves on.
 */
class ProbesIT {
    private static final String CONFIG =
            "{\"things\": {\"counter\": \"org.labthings.thing.counter.Counter\"}, \"http\":"
                    + " {\"max_body_size\": 1048576, \"head_timeout\": 1, \"body_timeout\": 1,"
                    + " \"connections\": 64}}";
    private static final int MEGABYTE = 1 << 20;

    /** For connections that are to be closed after one second, on a machine that is busy. */
    private static final long SLOW_SECONDS = 15;

    @TempDir static Path folder;
    private static Laboratory lab;
    private static RawHttp http;

    @BeforeAll
    static void start() throws Exception {
        lab = Laboratory.open(folder, CONFIG);
        http = new RawHttp(lab.url());
    }

    @AfterAll
    static void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String host() {
        return "Host: " + http.authority();
    }

    private static void servesOn() throws Exception {
        assertEquals(200, RawHttp.status(http.request("GET /counter/counter", host())));
    }

    /** Nothing of a file, of another header, of the code, or of success. */
    private static void refused(String name, String answer, int... statuses) throws Exception {
        int status = RawHttp.status(answer);
        boolean expected =
                statuses.length == 0
                        ? status >= 400 && status < 500 || status == 0
                        : java.util.Arrays.stream(statuses).anyMatch(s -> s == status);
        assertTrue(expected, name + " was answered with\n" + answer);
        for (String leak :
                List.of("root:", "Bundle-SymbolicName", "\tat ", "Exception", "X-Injected:")) {
            assertFalse(answer.contains(leak), name + " leaks " + leak + "\n" + answer);
        }
        servesOn();
    }

    private static DynamicTest probe(String name, String text, int... statuses) {
        return DynamicTest.dynamicTest(name, () -> refused(name, http.send(text), statuses));
    }

    @TestFactory
    Stream<DynamicTest> pathsLeadNowhereElse() {
        return HostilePaths.TRAVERSALS.stream()
                .map(
                        p ->
                                probe(
                                        p,
                                        "GET "
                                                + p
                                                + " HTTP/1.1\r\n"
                                                + host()
                                                + "\r\nConnection: close\r\n\r\n"));
    }

    @TestFactory
    Stream<DynamicTest> administrationIsNotReachedByDetours() {
        return HostilePaths.DETOURS.stream()
                .map(
                        p ->
                                probe(
                                        p,
                                        "GET "
                                                + p
                                                + " HTTP/1.1\r\n"
                                                + host()
                                                + "\r\n"
                                                + "X-Original-URL: /things/\r\n"
                                                + "X-Rewrite-URL: /things/\r\n"
                                                + "X-Forwarded-For: 127.0.0.1\r\n"
                                                + "Connection: close\r\n\r\n",
                                        400,
                                        401,
                                        404));
    }

    @TestFactory
    Stream<DynamicTest> headersCannotBeInjected() {
        Map<String, String> probes = new LinkedHashMap<>();
        probes.put(
                "CRLF in the path",
                "GET /counter%0d%0aX-Injected:1 HTTP/1.1\r\n"
                        + host()
                        + "\r\nConnection: close\r\n\r\n");
        probes.put(
                "CRLF before a redirect",
                "GET /things%0d%0aX-Injected:%201 HTTP/1.1\r\n"
                        + host()
                        + "\r\nConnection: close\r\n\r\n");
        probes.put(
                "a bare LF in a field",
                "GET /things/ HTTP/1.1\r\n"
                        + host()
                        + "\r\nX: a\nX-Injected: 1\r\n\0: x\r\nConnection: close\r\n\r\n");
        probes.put(
                "a NUL in a field",
                "GET /things/ HTTP/1.1\r\n" + host() + "\r\nX: a\0b\r\nConnection: close\r\n\r\n");
        probes.put(
                "a space before the colon",
                "GET /things/ HTTP/1.1\r\n"
                        + host()
                        + "\r\nX-Injected : 1\r\nConnection: close\r\n\r\n");
        return probes.entrySet().stream().map(e -> probe(e.getKey(), e.getValue()));
    }

    @Test
    void foreignValuesAreNotEchoedIntoHeaders() throws Exception {
        String answer =
                http.request(
                        "GET /things/",
                        host(),
                        "Origin: http://evil.example",
                        "X-Forwarded-Host: evil.example");
        assertEquals(200, RawHttp.status(answer));
        assertFalse(answer.contains("evil.example"), answer);
    }

    @TestFactory
    Stream<DynamicTest> requestsCannotBeSmuggled() {
        return HostilePaths.smuggling(host()).entrySet().stream()
                .map(
                        e ->
                                DynamicTest.dynamicTest(
                                        e.getKey(),
                                        () -> {
                                            String answer = http.send(e.getValue());
                                            refused(e.getKey(), answer);
                                            assertEquals(
                                                    answer.lastIndexOf("HTTP/1.1 "),
                                                    answer.indexOf("HTTP/1.1 "),
                                                    "a second answer\n" + answer);
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> nothingIsTooLargeToBeRefused() {
        String put =
                "PUT /counter/step HTTP/1.1\r\n"
                        + host()
                        + "\r\nContent-Type: application/json\r\n";
        String chunk = "100000\r\n" + "1".repeat(MEGABYTE) + "\r\n";
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            fields.append("X-").append(i).append(": y\r\n");
        }
        return Stream.of(
                probe(
                        "a long path",
                        "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n" + host() + "\r\n\r\n",
                        414,
                        0),
                probe(
                        "a long query",
                        "GET /things/?"
                                + "a".repeat(100_000)
                                + " HTTP/1.1\r\n"
                                + host()
                                + "\r\n\r\n",
                        414,
                        0),
                probe(
                        "a long field",
                        "GET /things/ HTTP/1.1\r\n"
                                + host()
                                + "\r\nX: "
                                + "a".repeat(100_000)
                                + "\r\n\r\n",
                        431,
                        0),
                probe(
                        "many fields",
                        "GET /things/ HTTP/1.1\r\n" + host() + "\r\n" + fields + "\r\n",
                        431,
                        0),
                probe(
                        "a long method",
                        "A".repeat(100_000) + " / HTTP/1.1\r\n" + host() + "\r\n\r\n"),
                probe(
                        "a large body",
                        put
                                + "Content-Length: 3145728\r\nConnection: close\r\n\r\n"
                                + "1".repeat(3 * MEGABYTE),
                        413),
                probe("an announced body", put + "Content-Length: 99999999999\r\n\r\n", 413),
                probe(
                        "large chunks",
                        put + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(8) + "0\r\n\r\n",
                        413),
                probe(
                        "deep JSON",
                        put
                                + "Content-Length: 100000\r\nConnection: close\r\n\r\n"
                                + "[".repeat(100_000),
                        422,
                        400),
                probe(
                        "a large upload",
                        "POST /system/plugins HTTP/1.1\r\n"
                                + host()
                                + "\r\nContent-Length: 99999999999\r\n\r\n",
                        401));
    }

    @TestFactory
    Stream<DynamicTest> pagesOfOtherSitesDoNothing() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String type :
                List.of(
                        "text/plain",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=x",
                        "application/json")) {
            for (String origin :
                    List.of(
                            "http://evil.example",
                            "null",
                            "file://",
                            "http://127.0.0.1.evil.example")) {
                tests.add(
                        probe(
                                type + " from " + origin,
                                "POST /counter/increment_counter HTTP/1.1\r\n"
                                        + host()
                                        + "\r\nOrigin: "
                                        + origin
                                        + "\r\nContent-Type: "
                                        + type
                                        + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
                                403));
            }
        }
        tests.add(
                probe(
                        "a hijacked WebSocket",
                        "GET /counter/ws HTTP/1.1\r\n"
                                + host()
                                + "\r\n"
                                + "Origin: http://evil.example\r\n"
                                + "Upgrade: websocket\r\n"
                                + "Connection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
                        403));
        tests.add(
                probe(
                        "a rebound name",
                        "GET /things/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
                        403));
        tests.add(
                probe(
                        "an overridden method",
                        "POST /system/x HTTP/1.1\r\n"
                                + host()
                                + "\r\n"
                                + "X-HTTP-Method-Override: GET\r\n"
                                + "Content-Length: 0\r\n"
                                + "Connection: close\r\n\r\n",
                        401));
        return tests.stream();
    }

    @Test
    void theCounterHasNotMoved() throws Exception {
        assertTrue(
                http.request("GET /counter/counter", host()).endsWith("\r\n\r\n0"),
                "no probe has invoked anything");
    }

    @Test
    void slowHeadsAndBodiesEnd() throws Exception {
        try (Socket head = http.connect();
                Socket body = http.connect()) {
            String put =
                    "PUT /counter/step HTTP/1.1\r\n"
                            + host()
                            + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n";
            body.getOutputStream().write(put.getBytes(StandardCharsets.US_ASCII));
            byte[] line = ("GET /" + "a".repeat(5000)).getBytes(StandardCharsets.US_ASCII);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SLOW_SECONDS);
            boolean headOver = false;
            boolean bodyOver = false;
            head.setSoTimeout(20);
            body.setSoTimeout(20);
            for (int i = 0; System.nanoTime() < end && !(headOver && bodyOver); i++) {
                headOver = headOver || isOver(head, line[Math.min(i, line.length - 1)]);
                bodyOver = bodyOver || isOver(body, (byte) '1');
            }
            assertTrue(headOver, "a head that drips has no end");
            assertTrue(bodyOver, "a body that drips has no end");
        }
        servesOn();
    }

    /** One more drop; whether the server has had enough. */
    private static boolean isOver(Socket socket, byte drop) {
        try {
            socket.getOutputStream().write(drop);
            return socket.getInputStream().read() >= -1; // an answer, or the end
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (java.io.IOException e) {
            return true;
        }
    }

    @Test
    void silentConnectionsDoNotKeepOthersOutForEver() throws Exception {
        List<Socket> all = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                Socket socket = http.connect();
                socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
                all.add(socket);
            }
            servesOn();
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    @Test
    void theLogHasNoStackTrace() throws Exception {
        String log = Files.readString(folder.resolve("data/logs/labthings.log"));
        assertFalse(log.contains("\tat "), log);
    }
}
