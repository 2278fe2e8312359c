package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.http.fake.FakeAction;
import org.labthings.http.fake.FakeProperty;
import org.labthings.http.fake.FakeRecord;
import org.labthings.http.fake.FakeServer;
import org.labthings.http.fake.FakeThing;

/** Bodies that are too large, requests that are none, drivers that hang. */
class RobustnessTest {
    private final CountDownLatch release = new CountDownLatch(1);
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        wire = wire(Wire.LIMITS);
    }

    private Wire wire(Limits limits) throws Exception {
        return new Wire(
                new FakeServer(""),
                limits,
                FakeServer.view(
                        new FakeThing("hangs")
                                .with(
                                        FakeProperty.driver("stuck", this::hang),
                                        FakeProperty.memory("fine", 1))
                                .with(
                                        new FakeAction("run", j -> new FakeRecord("hangs", "run")),
                                        new FakeAction("stop", j -> new FakeRecord("hangs", "stop"))
                                                .asEmergency()),
                        new FakeThing("other").with(FakeProperty.driver("slow", () -> 7))));
    }

    private Object hang() throws InterruptedException {
        release.await(20, TimeUnit.SECONDS);
        return 5;
    }

    @AfterEach
    void stop() {
        release.countDown();
        wire.close();
    }

    @Test
    void aBodyOverTheLimitIs413AndTheConnectionGoesOn() throws Exception {
        int limit = Wire.LIMITS.maxBodySize();
        String large = "1".repeat(limit + 1);
        HttpResponse<String> r = wire.putJson("/hangs/fine", large);
        assertEquals(413, r.statusCode());
        assertEquals(
                "The request body is larger than the " + limit + " bytes allowed",
                Wire.json(r).get("detail").textValue());
        String digits = " ".repeat(limit - 1) + "3";
        assertEquals(201, wire.putJson("/hangs/fine", digits).statusCode());
        assertEquals(413, wire.send("POST", "/hangs/run", large).statusCode());
    }

    @Test
    void aChunkedBodyOverTheLimitIs413() throws Exception {
        String chunk = "1000\r\n" + "1".repeat(4096) + "\r\n";
        String r =
                wire.raw(
                        "PUT /hangs/fine HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n"
                                + "Connection: close\r\n\r\n"
                                + chunk.repeat(20)
                                + "0\r\n\r\n");
        assertTrue(r.startsWith("HTTP/1.1 413 "), r);
        assertTrue(r.contains("{\"detail\":\"The request body is larger"), r);
    }

    @Test
    void anEndlessBodyIsCutOff() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", wire.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("PUT /hangs/fine HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999\r\n"
                                    + "Expect: 100-continue\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String r = new String(socket.getInputStream().readAllBytes());
            assertTrue(r.startsWith("HTTP/1.1 413 "), r);
            assertTrue(r.contains("Connection: close"), r);
        }
        try (Socket socket = new Socket("127.0.0.1", wire.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "PUT /hangs/fine HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("10000\r\n" + "1".repeat(65536) + "\r\n").getBytes();
            int sent = 0;
            try {
                while (sent < 10_000) {
                    out.write(chunk);
                    sent++;
                }
            } catch (IOException e) {
                assertTrue(sent < 10_000);
            }
            assertTrue(sent < 1000, "the server stopped reading after " + sent + " chunks");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: h\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET /%zz%ff HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b<>\r\nConnection: close\r\n\r\n",
                "PUT /hangs/fine HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n",
                "PUT /hangs/fine HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
                "PUT /hangs/fine HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n"
                        + "\r\nzz\r\n\r\n",
                "BREW /hangs/fine HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                "GET http://h/nothing HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                "GET nothing HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                "PUT /hangs/fine HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                        + "Content-Length: 3\r\n\r\n\u0000\u0001\u0002",
                "GET /hangs/ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, close\r\n"
                        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n",
                "GET /hangs/ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, close\r\n"
                        + "Upgrade: websocket\r\nSec-WebSocket-Version: x\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
            })
    void whatIsNoProperRequestIs4xxInJson(String request) throws Exception {
        String r = wire.raw(request);
        assertTrue(r.matches("(?s)HTTP/1\\.[01] 4\\d\\d .*"), r);
        assertTrue(r.contains("Content-Type: application/json\r\n"), r);
        assertTrue(r.contains("{\"detail\":"), r);
        assertTrue(!r.contains("\tat ") && !r.contains("jetty"), r);
    }

    @Test
    void headersThatAreTooLongAre431() throws Exception {
        String r = wire.raw("GET / HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
        assertTrue(r.startsWith("HTTP/1.1 431 "), r);
        assertTrue(r.contains("{\"detail\":\"Request Header Fields Too Large"), r);
        String uri = wire.raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: h\r\n\r\n");
        assertTrue(uri.startsWith("HTTP/1.1 414 "), uri);
    }

    @Test
    void aThingThatHangsFillsItsOwnLaneOnly() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> stuck = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            stuck.add(
                    wire.client()
                            .sendAsync(
                                    wire.request("GET", "/hangs/stuck", null),
                                    HttpResponse.BodyHandlers.ofString()));
        }
        int places = 256 + Wire.LIMITS.workers() / 4;
        CountDownLatch refused = new CountDownLatch(300 - places);
        stuck.forEach(f -> f.thenAccept(r -> refused.countDown()));
        assertTrue(refused.await(20, TimeUnit.SECONDS));
        assertEquals("7", wire.get("/other/slow").body());
        assertEquals("1", wire.get("/hangs/fine").body());
        assertEquals(201, wire.send("POST", "/hangs/stop", "{}").statusCode());
        assertEquals(503, wire.send("POST", "/hangs/run", "{}").statusCode());
        release.countDown();
        int answered = 0;
        for (CompletableFuture<HttpResponse<String>> f : stuck) {
            HttpResponse<String> r = f.get(20, TimeUnit.SECONDS);
            if (r.statusCode() == 200) {
                answered++;
            } else {
                refusal(r);
            }
        }
        assertEquals(places, answered);
    }

    private static void refusal(HttpResponse<String> r) {
        assertEquals(503, r.statusCode());
        assertEquals("1", r.headers().firstValue("retry-after").orElseThrow());
        assertTrue(r.body().contains("Too many requests to hangs are waiting"), r.body());
    }

    @Test
    void aDriverMayTakeLongerThanTheIdleTimeoutButNotForEver() throws Exception {
        Limits short_ =
                TestSettings.limits(
                        Duration.ofMillis(100),
                        Duration.ofMillis(700),
                        Duration.ofMillis(100),
                        1024,
                        8,
                        true,
                        false);
        try (Wire impatient = wire(short_)) {
            long start = System.nanoTime();
            HttpResponse<String> r = impatient.get("/hangs/stuck");
            assertEquals(504, r.statusCode(), r.body());
            assertTrue(r.body().contains("No answer from hangs within"), r.body());
            assertTrue(System.nanoTime() - start >= 600_000_000L);
            release.countDown();
            assertEquals("1", impatient.get("/hangs/fine").body());
        }
    }

    @Test
    void aBodyThatNeverComesIs408() throws Exception {
        Limits impatient =
                TestSettings.limits(
                        Duration.ofMillis(200),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(100),
                        1024,
                        8,
                        true,
                        false);
        try (Wire w = wire(impatient)) {
            // Jetty keeps a refused tunnel's connection open until it is idle
            String r = w.raw("CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n");
            assertTrue(r.startsWith("HTTP/1.1 404 "), r);
        }
        try (Wire w = wire(impatient);
                Socket socket = new Socket("127.0.0.1", w.port())) {
            socket.getOutputStream()
                    .write(
                            "PUT /hangs/fine HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n1"
                                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String r = new String(in.readAllBytes());
            assertTrue(r.startsWith("HTTP/1.1 408 "), r);
            assertTrue(r.contains("{\"detail\":"), r);
        }
    }
}
