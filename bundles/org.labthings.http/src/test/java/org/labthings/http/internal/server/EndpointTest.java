package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.api.EndpointRequest;
import org.labthings.api.EndpointResponse;
import org.labthings.api.GlobalLockBusyError;
import org.labthings.api.HttpError;
import org.labthings.http.fake.FakeEndpoint;
import org.labthings.http.fake.FakeThing;
import org.labthings.schema.Decoding;

/** Specification 1.15: custom endpoints. */
class EndpointTest {
    @TempDir Path folder;
    private final CountDownLatch firstPart = new CountDownLatch(1);
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        Path page = folder.resolve("page.html");
        Files.writeString(page, "<p>page</p>");
        wire =
                Wire.of(
                        new FakeThing("e")
                                .with(
                                        endpoint("GET", "echo/{a}", EndpointTest::echo),
                                        endpoint("POST", "echo/{a}", EndpointTest::echo),
                                        endpoint(
                                                "GET",
                                                "page",
                                                (r, p) -> EndpointResponse.file(page, "text/html")),
                                        endpoint(
                                                "GET",
                                                "gone",
                                                (r, p) ->
                                                        EndpointResponse.file(
                                                                folder.resolve("none"),
                                                                "text/html")),
                                        endpoint(
                                                "GET",
                                                "extra",
                                                (r, p) ->
                                                        EndpointResponse.bytes(
                                                                        new byte[] {1, 2},
                                                                        "application/x-bin")
                                                                .withStatus(202)
                                                                .withHeader(
                                                                        "X-Extra", "1\r\nX-Bad: 2")
                                                                .withHeader(
                                                                        "Content-Length", "77")),
                                        endpoint(
                                                "GET",
                                                "stream",
                                                (r, p) ->
                                                        EndpointResponse.stream(
                                                                this::stream, "text/plain")),
                                        endpoint(
                                                "GET",
                                                "breaks",
                                                (r, p) ->
                                                        EndpointResponse.stream(
                                                                out -> {
                                                                    out.write(new byte[1000]);
                                                                    throw new IOException(
                                                                            "disk full");
                                                                },
                                                                "text/plain")),
                                        endpoint(
                                                "GET",
                                                "fails",
                                                (r, p) -> {
                                                    throw new IllegalStateException(
                                                            "endpoint failure");
                                                }),
                                        endpoint(
                                                "GET",
                                                "teapot",
                                                (r, p) -> {
                                                    throw new HttpError(418, "teapot");
                                                }),
                                        endpoint(
                                                "GET",
                                                "locked",
                                                (r, p) -> {
                                                    throw new GlobalLockBusyError();
                                                }),
                                        endpoint(
                                                "GET",
                                                "invalid",
                                                (r, p) -> {
                                                    Decoding d = new Decoding(null, "query", "n");
                                                    d.issue(
                                                            "int_parsing",
                                                            "no integer",
                                                            null,
                                                            null);
                                                    d.throwIfFailed();
                                                    return null;
                                                }),
                                        endpoint("GET", "nothing", (r, p) -> null)));
    }

    private static FakeEndpoint endpoint(String method, String path, FakeEndpoint.Body body) {
        return new FakeEndpoint(path, method, path, body);
    }

    private static EndpointResponse echo(EndpointRequest r, Map<String, String> values)
            throws IOException {
        String body = new String(r.body().readAllBytes(), StandardCharsets.UTF_8);
        return EndpointResponse.text(
                r.method() + r.path() + values + r.query() + r.header("x-mine") + body,
                "text/plain");
    }

    private void stream(java.io.OutputStream out) throws IOException {
        out.write("one".getBytes(StandardCharsets.US_ASCII));
        try {
            assertTrue(firstPart.await(10, TimeUnit.SECONDS), "the first part arrives meanwhile");
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        out.write("two".getBytes(StandardCharsets.US_ASCII));
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void theRequestArrivesDecoded() throws Exception {
        // an escaped slash is a slash, as in LabThings: no match
        assertEquals(404, wire.get("/e/echo/a%2Fb").statusCode());
        assertEquals(
                "POST/e/echo/é{a=é}{q=[a b&, 2], empty=[], bad=[%zz]}mbody",
                wire.raw(
                                "POST /e/echo/%C3%A9?q=a+b%26&q=2&empty&bad=%zz HTTP/1.1\r\n"
                                        + "Host: h\r\nX-Mine: m\r\nContent-Length: 4\r\n"
                                        + "Connection: close\r\n\r\nbody")
                        .split("\r\n\r\n", 2)[1]);
    }

    @Test
    void filesHaveRangesAndValidators() throws Exception {
        HttpResponse<String> r = wire.get("/e/page");
        assertEquals("<p>page</p>", r.body());
        assertEquals("text/html; charset=utf-8", r.headers().firstValue("content-type").get());
        String etag = r.headers().firstValue("etag").orElseThrow();
        assertEquals(304, wire.get("/e/page", "If-None-Match", etag).statusCode());
        assertEquals("page", wire.get("/e/page", "Range", "bytes=3-6").body());
        HttpResponse<String> gone = wire.get("/e/gone");
        assertEquals(500, gone.statusCode());
        assertEquals("NoSuchFileException", Wire.json(gone).get("title").textValue());
    }

    @Test
    void statusAndHeadersAreTheEndpoints() throws Exception {
        HttpResponse<String> r = wire.get("/e/extra");
        assertEquals(202, r.statusCode());
        assertEquals("2", r.headers().firstValue("content-length").get());
        assertEquals(List.of(), r.headers().allValues("x-bad"), "no header can be smuggled in");
        assertTrue(r.headers().firstValue("x-extra").get().startsWith("1"));
        assertEquals(202, wire.send("HEAD", "/e/extra", null).statusCode());
    }

    @Test
    void streamsArriveWhileTheyAreWritten() throws Exception {
        HttpResponse<java.io.InputStream> r =
                wire.client()
                        .send(wire.request("GET", "/e/stream", null), BodyHandlers.ofInputStream());
        assertEquals("one", new String(r.body().readNBytes(3)));
        firstPart.countDown();
        assertEquals("two", new String(r.body().readAllBytes()));
        assertEquals(200, wire.send("HEAD", "/e/stream", null).statusCode());
    }

    @Test
    void aStreamThatBreaksDoesNotLookComplete() {
        assertThrows(IOException.class, () -> wire.get("/e/breaks"));
    }

    @Test
    void errorsAreJson() throws Exception {
        HttpResponse<String> fails = wire.get("/e/fails", "Origin", "http://elsewhere.example");
        assertEquals(500, fails.statusCode());
        assertEquals("endpoint failure", Wire.json(fails).get("detail").textValue());
        assertEquals("IllegalStateException", Wire.json(fails).get("title").textValue());
        assertEquals(
                "http://elsewhere.example",
                fails.headers().firstValue("access-control-allow-origin").orElseThrow());
        HttpResponse<String> teapot = wire.get("/e/teapot");
        assertEquals(418, teapot.statusCode());
        assertEquals("{\"detail\":\"teapot\"}", teapot.body());
        HttpResponse<String> locked = wire.get("/e/locked");
        assertEquals(409, locked.statusCode());
        assertEquals(
                "{\"detail\":\"GlobalLockBusyError('The global lock could not be acquired.')\"}",
                locked.body());
        HttpResponse<String> invalid = wire.get("/e/invalid");
        assertEquals(422, invalid.statusCode());
        assertEquals("[\"query\",\"n\"]", Wire.json(invalid).at("/detail/0/loc").toString());
        assertEquals(500, wire.get("/e/nothing").statusCode());
        HttpResponse<String> method = wire.send("POST", "/e/fails", "{}");
        assertEquals(405, method.statusCode());
        assertEquals("GET, HEAD, OPTIONS", method.headers().firstValue("allow").orElseThrow());
    }
}
