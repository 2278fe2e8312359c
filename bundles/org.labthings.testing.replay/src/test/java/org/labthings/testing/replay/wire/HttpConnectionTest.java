package org.labthings.testing.replay.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.labthings.testing.replay.FakeServer;

class HttpConnectionTest {
    private static final Duration TIME = Duration.ofSeconds(10);

    @Test
    void sendsExactlyTheseHeaders() throws Exception {
        try (FakeServer server = FakeServer.saying(FakeServer.json(200, "1"))) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("X-b", "2");
            headers.put("x-A", "1");
            exchange(server, new RawRequest("PATCH", "/p?q=%20", headers, new byte[0]));
            assertEquals(
                    List.of("PATCH /p?q=%20 HTTP/1.1", "X-b: 2", "x-A: 1"), server.heads().get(0));
        }
    }

    @Test
    void joinsFieldsOfOneName() throws Exception {
        String answer =
                "HTTP/1.1 200 OK\r\n"
                        + "Vary: a\r\n"
                        + "vary:b \r\n"
                        + "Content-Length: 2\r\n\r\n"
                        + "okmore than was said";
        try (FakeServer server = FakeServer.saying(answer)) {
            RawAnswer got = exchange(server, get("/"));
            assertEquals("a, b", got.headers().get("Vary").orElseThrow());
            assertEquals("ok", got.text());
        }
    }

    @Test
    void readsChunks() throws Exception {
        String answer =
                "HTTP/1.1 100 Continue\r\n\r\n"
                        + "HTTP/1.1 201 Created\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + "3;x=y\r\n"
                        + "abc\r\n"
                        + "A\r\n"
                        + "0123456789\r\n"
                        + "0\r\n"
                        + "Trailer: t\r\n\r\n";
        try (FakeServer server = FakeServer.saying(answer)) {
            RawAnswer got = exchange(server, get("/"));
            assertEquals(201, got.status());
            assertEquals("abc0123456789", got.text());
        }
    }

    @Test
    void readsUntilTheEnd() throws Exception {
        try (FakeServer server = FakeServer.saying("HTTP/1.1 200 OK\r\n\r\nall of it")) {
            assertEquals("all of it", exchange(server, get("/")).text());
        }
    }

    @Test
    void aHeadAnswerHasNoBody() throws Exception {
        try (FakeServer server =
                FakeServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")) {
            RawAnswer got = exchange(server, new RawRequest("HEAD", "/", Map.of(), new byte[0]));
            assertArrayEquals(new byte[0], got.body());
        }
    }

    @Test
    void aShortBodyIsAnError() throws Exception {
        try (FakeServer server =
                FakeServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")) {
            assertThrows(EOFException.class, () -> exchange(server, get("/")));
        }
    }

    @Test
    void whatIsNoHttpIsAnError() throws Exception {
        try (FakeServer server = FakeServer.saying("hello\r\n\r\n")) {
            assertThrows(IOException.class, () -> exchange(server, get("/")));
        }
    }

    /** The second chunk comes only after the reader gave up once: nothing of the first is lost. */
    @Test
    void goesOnAfterADeadline() throws Exception {
        CountDownLatch gaveUp = new CountDownLatch(1);
        FakeServer.Script script =
                (head, socket) -> {
                    FakeServer.write(
                            socket,
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r");
                    gaveUp.await();
                    FakeServer.write(socket, "\n1\r\nc\r\n0\r\n\r\n");
                };
        try (FakeServer server = new FakeServer(script);
                HttpConnection connection = HttpConnection.open(server.address())) {
            connection.send(get("/").encoded());
            BodyReader body = connection.head("GET", Deadline.after(TIME));
            assertArrayEquals(bytes("ab"), body.next(Deadline.after(TIME)));
            assertThrows(
                    SocketTimeoutException.class,
                    () -> body.next(Deadline.after(Duration.ofMillis(50))));
            gaveUp.countDown();
            assertArrayEquals(bytes("c"), body.next(Deadline.after(TIME)));
            assertNull(body.next(Deadline.after(TIME)));
        }
    }

    private static RawAnswer exchange(FakeServer server, RawRequest request) throws IOException {
        return HttpConnection.exchange(server.address(), request, TIME);
    }

    private static RawRequest get(String path) {
        return new RawRequest("GET", path, Map.of("Host", "h"), new byte[0]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
