package org.labthings.gogo.internal.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of UTF-8 that become text: whole characters only, at each flush or when it gets long. */
final class TextStream extends OutputStream {
    private static final int LONG = 8192;
    private final Sink sink;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Takes the text. */
    interface Sink {
        void take(String text) throws IOException;
    }

    TextStream(Sink sink) {
        this.sink = sink;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        bytes.write(b);
        sendIfLong();
    }

    @Override
    public synchronized void write(byte[] b, int offset, int length) throws IOException {
        bytes.write(b, offset, length);
        sendIfLong();
    }

    private void sendIfLong() throws IOException {
        if (bytes.size() >= LONG) {
            flush();
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        byte[] all = bytes.toByteArray();
        int whole = whole(all);
        if (whole == 0) {
            return;
        }
        bytes.reset();
        bytes.write(all, whole, all.length - whole);
        sink.take(new String(all, 0, whole, StandardCharsets.UTF_8));
    }

    /** How many bytes do not end within a character. */
    private static int whole(byte[] all) {
        int start = all.length;
        for (int back = 1; back <= 3 && back <= all.length; back++) {
            int b = all[all.length - back] & 0xFF;
            if (b >= 0xC0) {
                int needs = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                start = needs > back ? all.length - back : all.length;
                break;
            }
            if (b < 0x80) {
                break;
            }
        }
        return start;
    }
}
