package org.labthings.testing.replay.wire;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The client's side of RFC 6455, as far as a test needs it; {@link #send(byte[])} sends what no
 * proper client would. Answers pings while it receives. Not for several threads.
 */
public final class WebSocketClient implements Closeable {
    /** The connection ended without a close frame. */
    public static final int ABNORMAL = 1006;

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Socket socket;
    private final ByteReader reader;
    private final int status;
    private final HeaderFields headers;
    private final boolean accepted;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private int closeCode = -1;

    private WebSocketClient(
            Socket socket,
            Address address,
            String path,
            Map<String, String> more,
            Deadline deadline)
            throws IOException {
        this.socket = socket;
        this.reader = new ByteReader(socket);
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Host", address.toString());
        fields.put("Upgrade", "websocket");
        fields.put("Connection", "Upgrade");
        fields.put("Sec-WebSocket-Key", key);
        fields.put("Sec-WebSocket-Version", "13");
        fields.putAll(more);
        send(new RawRequest("GET", path, fields, new byte[0]).encoded());
        this.status = HttpConnection.statusOf(reader.line(deadline));
        this.headers = HeaderFields.read(reader, deadline);
        this.accepted =
                headers.get("sec-websocket-accept").filter(acceptFor(key)::equals).isPresent();
        if (status != 101) {
            closeCode = ABNORMAL;
        }
    }

    /**
     * Asks for the upgrade; {@link #status()} says whether it was granted.
     *
     * @param headers more of them, or others than usual
     */
    public static WebSocketClient connect(
            Address address, String path, Map<String, String> headers, Deadline deadline)
            throws IOException {
        Socket socket = address.connect();
        try {
            return new WebSocketClient(socket, address, path, headers, deadline);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    public int status() {
        return status;
    }

    public HeaderFields headers() {
        return headers;
    }

    /** Whether the server's {@code Sec-WebSocket-Accept} answers this client's key. */
    public boolean accepted() {
        return accepted;
    }

    /** Set once the socket is closed. */
    public OptionalInt closeCode() {
        return closeCode < 0 ? OptionalInt.empty() : OptionalInt.of(closeCode);
    }

    public void sendText(String text) throws IOException {
        send(
                new WebSocketFrame(true, WebSocketFrame.TEXT, text.getBytes(StandardCharsets.UTF_8))
                        .masked());
    }

    public void sendBinary(byte[] bytes) throws IOException {
        send(new WebSocketFrame(true, WebSocketFrame.BINARY, bytes).masked());
    }

    /** Sends these bytes, whatever they are. */
    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next message as text; empty when none came in time, or the socket is closed. */
    public Optional<String> receive(Deadline deadline) {
        try {
            while (closeCode < 0) {
                WebSocketFrame frame = WebSocketFrame.read(reader, deadline);
                if (frame.opcode() == WebSocketFrame.CLOSE) {
                    closeCode = frame.closeCode();
                } else if (frame.opcode() == WebSocketFrame.PING) {
                    send(new WebSocketFrame(true, WebSocketFrame.PONG, frame.payload()).masked());
                } else if (frame.opcode() <= WebSocketFrame.BINARY) {
                    message.writeBytes(frame.payload());
                    if (frame.last()) {
                        String text = message.toString(StandardCharsets.UTF_8);
                        message.reset();
                        return Optional.of(text);
                    }
                }
            }
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            closeCode = ABNORMAL;
        }
        return Optional.empty();
    }

    /** Says goodbye, where somebody still listens, and closes. */
    @Override
    public void close() throws IOException {
        try (socket) {
            if (closeCode < 0) {
                byte[] normal = ByteBuffer.allocate(2).putShort((short) 1000).array();
                send(new WebSocketFrame(true, WebSocketFrame.CLOSE, normal).masked());
            }
        }
    }

    private static String acceptFor(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
