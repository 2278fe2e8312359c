package org.labthings.testing.replay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.labthings.testing.replay.FakeServer;

class MultipartReaderTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n";

    @Test
    void splitsPartsAsTheyCome() throws Exception {
        CountDownLatch more = new CountDownLatch(1);
        FakeServer.Script script =
                (head, socket) -> {
                    FakeServer.write(
                            socket,
                            HEAD + "--frame\r\nContent-Type: image/jpeg\r\n\r\none\r\n--fr");
                    more.await();
                    FakeServer.write(socket, "ame\r\nContent-Type: image/png\r\n\r\nt\r\nwo\r\n");
                };
        try (FakeServer server = new FakeServer(script);
                HttpConnection connection = HttpConnection.open(server.address())) {
            MultipartReader parts = open(connection);
            assertEquals(Optional.empty(), parts.next(Deadline.after(Duration.ofMillis(100))));
            more.countDown();
            MultipartReader.Part first = next(parts);
            assertEquals("image/jpeg", first.headers().get("content-type").orElseThrow());
            assertEquals("one", text(first));
            // The end of the body ends the last part.
            assertEquals("t\r\nwo", text(next(parts)));
            assertEquals(Optional.empty(), parts.next(Deadline.seconds(10)));
            assertTrue(parts.ended());
        }
    }

    @Test
    void aSilentStreamHasNotEnded() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        FakeServer.Script script =
                (head, socket) -> {
                    FakeServer.write(socket, HEAD);
                    end.await();
                };
        try (FakeServer server = new FakeServer(script);
                HttpConnection connection = HttpConnection.open(server.address())) {
            MultipartReader parts = open(connection);
            assertFalse(parts.more(Deadline.after(Duration.ofMillis(50))));
            assertFalse(parts.ended());
            end.countDown();
            assertFalse(parts.more(Deadline.seconds(10)));
            assertTrue(parts.ended());
        }
    }

    private static MultipartReader open(HttpConnection connection) throws Exception {
        connection.send(new RawRequest("GET", "/", Map.of(), new byte[0]).encoded());
        BodyReader body = connection.head("GET", Deadline.seconds(10));
        return new MultipartReader(body, connection.headers());
    }

    private static MultipartReader.Part next(MultipartReader parts) throws Exception {
        return parts.next(Deadline.seconds(10)).orElseThrow();
    }

    private static String text(MultipartReader.Part part) {
        return new String(part.data(), StandardCharsets.ISO_8859_1);
    }
}
