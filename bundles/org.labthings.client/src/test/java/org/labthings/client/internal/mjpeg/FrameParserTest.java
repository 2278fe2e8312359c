package org.labthings.client.internal.mjpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameParserTest {
    private static final String TYPE = "multipart/x-mixed-replace; boundary=frame";

    private final List<byte[]> frames = new ArrayList<>();

    private static byte[] jpeg(int size, long seed) {
        byte[] out = new byte[size];
        new Random(seed).nextBytes(out);
        out[0] = (byte) 0xFF;
        out[1] = (byte) 0xD8;
        out[size - 2] = (byte) 0xFF;
        out[size - 1] = (byte) 0xD9;
        return out;
    }

    private static void part(ByteArrayOutputStream out, byte[] data, boolean counted)
            throws IOException {
        String head = "--frame\r\nContent-Type: image/jpeg\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        if (counted) {
            String line = "content-length: " + data.length + "\r\n";
            out.write(line.getBytes(StandardCharsets.US_ASCII));
        }
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(data);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private void feed(byte[] all, int pieces) throws IOException {
        FrameParser parser = new FrameParser(TYPE, frames::add);
        int step = Math.max(1, all.length / pieces);
        for (int at = 0; at < all.length; at += step) {
            parser.accept(ByteBuffer.wrap(all, at, Math.min(step, all.length - at)));
        }
    }

    @Test
    void framesComeWholeHoweverTheBytesAreCut() throws Exception {
        for (boolean counted : new boolean[] {true, false}) {
            for (int pieces : new int[] {1, 2, 7, 1000, 100_000}) {
                frames.clear();
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                for (int i = 0; i < 5; i++) {
                    part(out, jpeg(1000 + 777 * i, i), counted);
                }
                feed(out.toByteArray(), pieces);
                assertEquals(5, frames.size(), counted + " in " + pieces);
                for (int i = 0; i < 5; i++) {
                    assertArrayEquals(jpeg(1000 + 777 * i, i), frames.get(i));
                }
            }
        }
    }

    @Test
    void theNewestFrameIsThereWithoutTheNextOne() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part(out, jpeg(500, 1), false);
        feed(out.toByteArray(), 1);
        assertEquals(1, frames.size());
    }

    @Test
    void whatIsNoStreamIsRefused() {
        assertThrows(IOException.class, () -> new FrameParser("text/html", frames::add));
        assertThrows(IOException.class, () -> new FrameParser("multipart/mixed", frames::add));
        String endless = "--frame\r\nContent-Length: 999999999\r\n\r\n";
        assertThrows(IOException.class, () -> feed(endless.getBytes(StandardCharsets.US_ASCII), 1));
    }
}
