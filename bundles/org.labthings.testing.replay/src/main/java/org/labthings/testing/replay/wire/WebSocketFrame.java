package org.labthings.testing.replay.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One frame of RFC 6455.
 *
 * @param last whether it ends its message (FIN)
 * @param opcode one of the constants here, or any other for a server to refuse
 * @param payload its bytes, unmasked
 */
public record WebSocketFrame(boolean last, int opcode, byte[] payload) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    /** The bytes to send, masked as a client must. */
    public byte[] masked() {
        byte[] mask = new byte[4];
        ThreadLocalRandom.current().nextBytes(mask);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write((last ? 0x80 : 0) | opcode);
        int n = payload.length;
        if (n < 126) {
            out.write(0x80 | n);
        } else if (n < 1 << 16) {
            out.write(0x80 | 126);
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) n).array());
        } else {
            out.write(0x80 | 127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(n).array());
        }
        out.writeBytes(mask);
        for (int i = 0; i < n; i++) {
            out.write(payload[i] ^ mask[i % 4]);
        }
        return out.toByteArray();
    }

    /** Reads a whole frame; when the deadline passes first, what came of it stays in the reader. */
    static WebSocketFrame read(ByteReader reader, Deadline deadline) throws IOException {
        reader.require(2, deadline);
        int head = 2;
        long length = reader.peek(1) & 0x7f;
        if (length >= 126) {
            int bytes = length == 126 ? 2 : 8;
            head += bytes;
            reader.require(head, deadline);
            length = 0;
            for (int i = 2; i < head; i++) {
                length = length << 8 | reader.peek(i);
            }
        }
        boolean masked = (reader.peek(1) & 0x80) != 0;
        if (masked || length < 0 || length > Integer.MAX_VALUE - head) {
            throw new IOException(masked ? "a masked frame from a server" : "a frame of " + length);
        }
        reader.require(head + (int) length, deadline);
        int first = reader.peek(0);
        reader.take(head);
        return new WebSocketFrame((first & 0x80) != 0, first & 0x0f, reader.take((int) length));
    }

    /** The status code that a close frame carries; 1005 without one. */
    int closeCode() {
        return payload.length >= 2 ? ByteBuffer.wrap(payload).getShort() & 0xffff : 1005;
    }
}
