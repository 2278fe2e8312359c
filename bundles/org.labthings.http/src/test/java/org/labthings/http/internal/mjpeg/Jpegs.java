package org.labthings.http.internal.mjpeg;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Pictures with a number in them, and the parts that they become. */
final class Jpegs {
    private static final byte[] HEAD =
            "--frame\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Jpegs() {}

    /** A picture that begins and ends as a JPEG does. */
    static byte[] numbered(int number, int length) {
        byte[] jpeg = new byte[length];
        Arrays.fill(jpeg, (byte) number);
        ByteBuffer.wrap(jpeg).putShort((short) 0xFFD8).putInt(number);
        jpeg[length - 2] = (byte) 0xFF;
        jpeg[length - 1] = (byte) 0xD9;
        return jpeg;
    }

    /** Its number. */
    static int number(byte[] jpeg) {
        return ByteBuffer.wrap(jpeg).getInt(2);
    }

    /** Exactly what the wire carries for it. */
    static byte[] part(byte[] jpeg) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HEAD);
        out.writeBytes(jpeg);
        out.write('\r');
        out.write('\n');
        return out.toByteArray();
    }

    /** The next part of the body; fails when one byte of its framing is wrong. */
    static byte[] next(InputStream body, int length) throws IOException {
        byte[] part = body.readNBytes(HEAD.length + length + 2);
        if (part.length < HEAD.length + length + 2) {
            throw new EOFException("The body ended after " + part.length + " bytes of a part");
        }
        byte[] jpeg = Arrays.copyOfRange(part, HEAD.length, HEAD.length + length);
        if (!Arrays.equals(part, part(jpeg))) {
            throw new IOException(
                    "Bad framing: " + new String(part, 0, 40, StandardCharsets.ISO_8859_1));
        }
        return jpeg;
    }
}
