package org.labthings.testing.replay.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.Socket;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.labthings.testing.replay.FakeServer;

class WebSocketClientTest {
    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

    @Test
    void receivesMessagesAndAnswersPings() throws Exception {
        FakeServer.Script script =
                (head, socket) -> {
                    accept(head, socket);
                    // A ping, a message in two frames, a close with its code.
                    FakeServer.write(socket, "\u0089\u0001x\u0001\u0002ab\u0080\u0001c");
                    received.add(readFrame(socket));
                    FakeServer.write(socket, "\u0088\u0002\u0003\u00eb");
                };
        try (FakeServer server = new FakeServer(script);
                WebSocketClient client = connect(server)) {
            assertEquals(101, client.status());
            assertTrue(client.accepted());
            assertEquals(Optional.of("abc"), client.receive(Deadline.seconds(10)));
            assertArrayEquals(new byte[] {'x'}, received.poll(10, TimeUnit.SECONDS));
            assertEquals(Optional.empty(), client.receive(Deadline.seconds(10)));
            assertEquals(OptionalInt.of(1003), client.closeCode());
        }
    }

    @Test
    void masksWhatItSends() throws Exception {
        FakeServer.Script script =
                (head, socket) -> {
                    accept(head, socket);
                    received.add(readFrame(socket));
                };
        String text = "x".repeat(300);
        try (FakeServer server = new FakeServer(script);
                WebSocketClient client = connect(server)) {
            client.sendText(text);
            assertArrayEquals(text.getBytes(), received.poll(10, TimeUnit.SECONDS));
            assertEquals(Optional.empty(), client.receive(Deadline.seconds(10)));
            assertEquals(OptionalInt.of(WebSocketClient.ABNORMAL), client.closeCode());
        }
    }

    @Test
    void aMessageThatDoesNotComeLeavesTheSocketOpen() throws Exception {
        FakeServer.Script script =
                (head, socket) -> {
                    accept(head, socket);
                    FakeServer.write(socket, "\u0081\u0005hal");
                    received.add(readFrame(socket));
                    FakeServer.write(socket, "lo");
                };
        try (FakeServer server = new FakeServer(script);
                WebSocketClient client = connect(server)) {
            assertEquals(Optional.empty(), client.receive(Deadline.after(Duration.ofMillis(100))));
            assertEquals(OptionalInt.empty(), client.closeCode());
            client.sendText("go on");
            assertEquals(Optional.of("hallo"), client.receive(Deadline.seconds(10)));
        }
    }

    @Test
    void aRefusalIsAStatus() throws Exception {
        try (FakeServer server = FakeServer.saying("HTTP/1.1 403 Forbidden\r\n\r\n");
                WebSocketClient client = connect(server)) {
            assertEquals(403, client.status());
            assertFalse(client.accepted());
            assertEquals(Optional.empty(), client.receive(Deadline.seconds(10)));
        }
    }

    private static WebSocketClient connect(FakeServer server) throws Exception {
        return WebSocketClient.connect(server.address(), "/ws", Map.of(), Deadline.seconds(10));
    }

    private static void accept(List<String> head, Socket socket) throws Exception {
        String key =
                head.stream()
                        .filter(h -> h.startsWith("Sec-WebSocket-Key: "))
                        .findFirst()
                        .orElseThrow()
                        .substring("Sec-WebSocket-Key: ".length());
        byte[] digest =
                MessageDigest.getInstance("SHA-1")
                        .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes());
        FakeServer.write(
                socket,
                "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: "
                        + Base64.getEncoder().encodeToString(digest)
                        + "\r\n\r\n");
    }

    /** The payload of a masked frame of up to 64 kB. */
    private static byte[] readFrame(Socket socket) throws Exception {
        InputStream in = socket.getInputStream();
        in.read();
        int length = in.read() & 0x7f;
        if (length == 126) {
            length = in.read() << 8 | in.read();
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }
}
