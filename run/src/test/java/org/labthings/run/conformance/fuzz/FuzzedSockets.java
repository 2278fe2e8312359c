package org.labthings.run.conformance.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.labthings.testing.replay.wire.WebSocketFrame;

/** WebSocket handshakes, messages and frames with something wrong. */
final class FuzzedSockets {
    private static final String HANDSHAKE =
            "GET /watch/ws HTTP/1.1\r\n"
                    + "Host: localhost\r\n"
                    + "Upgrade: websocket\r\n"
                    + "Connection: Upgrade\r\n";

    private FuzzedSockets() {}

    static Malformed handshake(Random random) {
        String name = FuzzedTargets.name(random);
        String key = "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
        String version = "Sec-WebSocket-Version: 13\r\n";
        return MalformedHttp.broken(
                switch (random.nextInt(6)) {
                            case 0 -> HANDSHAKE + version;
                            case 1 ->
                                    HANDSHAKE
                                            + key
                                            + "Sec-WebSocket-Version: "
                                            + (14 + random.nextInt(99))
                                            + "\r\n";
                            case 2 -> HANDSHAKE + key + "Sec-WebSocket-Version: " + name + "\r\n";
                            case 3 ->
                                    HANDSHAKE.replace("/watch/", "/" + name + "/") + key + version;
                            case 4 ->
                                    HANDSHAKE.replace("GET", "POST")
                                            + key
                                            + version
                                            + "Content-Length: 0\r\n";
                            default ->
                                    HANDSHAKE.replace("Upgrade: websocket", "Upgrade: " + name)
                                            + key
                                            + version;
                        }
                        + "\r\n");
    }

    /**
     * Proper frames with text that is no proper message: an error comes back, the socket stays
     * open.
     */
    static Malformed message(Random random) {
        String name = FuzzedJson.text(random);
        String value = FuzzedJson.value(random, 3).toString();
        byte[] text =
                switch (random.nextInt(6)) {
                    case 0, 1 -> FuzzedJson.broken(random);
                    case 2 -> FuzzedJson.bytes(value);
                    // A type that is a string but unknown is ignored, as the reference does.
                    case 3 ->
                            FuzzedJson.bytes(
                                    "{\"messageType\": [" + value + "], \"data\": " + value + "}");
                    case 4 -> FuzzedJson.bytes("{\"" + name + "\": " + value + "}");
                    default ->
                            FuzzedJson.bytes(
                                    "{\"messageType\": \"addPropertyObservation\", \"data\": {\""
                                            + name
                                            + "\": "
                                            + value
                                            + "}}");
                };
        return isText(text)
                ? new MalformedMessage(text)
                : new MalformedFrames(new WebSocketFrame(true, WebSocketFrame.TEXT, text).masked());
    }

    /** Bytes that break the protocol of frames: the socket is closed. */
    static Malformed frame(Random random) {
        byte[] payload = FuzzedJson.bytes(FuzzedJson.text(random));
        byte[] frame = new WebSocketFrame(true, WebSocketFrame.TEXT, payload).masked();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (random.nextInt(8)) {
            case 0: // not masked
                out.write(0x81);
                out.write(payload.length);
                out.writeBytes(payload);
                break;
            case 1: // a reserved bit
                frame[0] |= (byte) (0x10 << random.nextInt(3));
                out.writeBytes(frame);
                break;
            case 2: // a reserved opcode
                int[] reserved = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15};
                frame[0] = (byte) (0x80 | reserved[random.nextInt(reserved.length)]);
                out.writeBytes(frame);
                break;
            case 3: // a ping that is too long, or in pieces
                boolean whole = random.nextBoolean();
                byte[] much = new byte[whole ? 126 + random.nextInt(1000) : 3];
                out.writeBytes(new WebSocketFrame(whole, WebSocketFrame.PING, much).masked());
                break;
            case 4: // a continuation of nothing
                out.writeBytes(
                        new WebSocketFrame(true, WebSocketFrame.CONTINUATION, payload).masked());
                break;
            case 5: // a message within a message
                out.writeBytes(new WebSocketFrame(false, WebSocketFrame.TEXT, payload).masked());
                out.writeBytes(frame);
                break;
            case 6: // a length that nobody has
                byte[] length = {
                    (byte) 0x81, (byte) 0xff, 0x7f, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3, 4
                };
                length[2] = (byte) random.nextInt(256);
                out.writeBytes(length);
                break;
            default: // a close with a code that nobody may send, or half a code
                int code = 999 - random.nextInt(900);
                byte[] close = {(byte) (code >> 8), (byte) code};
                byte[] some = Arrays.copyOf(close, 1 + random.nextInt(2));
                out.writeBytes(new WebSocketFrame(true, WebSocketFrame.CLOSE, some).masked());
                break;
        }
        return new MalformedFrames(out.toByteArray());
    }

    private static boolean isText(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return Arrays.equals(bytes, FuzzedJson.bytes(text));
    }
}
