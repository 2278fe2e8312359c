package org.labthings.client.internal.mjpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.labthings.client.internal.http.Feed;

/**
 * The parts of a {@code multipart/x-mixed-replace} body as they come. A part ends where the next
 * boundary begins, or after its {@code Content-Length}, whichever can be told first: the frame is
 * handed on without waiting for the next one wherever the stream makes that possible.
 */
public final class FrameParser implements Feed.Sink {
    private static final int MOST = 64 << 20;
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private final byte[] boundary;
    private final Consumer<byte[]> frames;
    private byte[] buffer = new byte[1 << 16];
    private int size;
    private int searched; // up to here there is no end of what is looked for
    private State state = State.BOUNDARY;
    private int length = -1;

    private enum State {
        BOUNDARY,
        HEAD,
        BODY
    }

    /**
     * A parser.
     *
     * @param contentType of the answer: it names the boundary
     * @param frames gets each part
     * @throws IOException when it names none
     */
    public FrameParser(String contentType, Consumer<byte[]> frames) throws IOException {
        int at = contentType.indexOf("boundary=");
        if (!contentType.startsWith("multipart/") || at < 0) {
            throw new IOException("Not a stream of pictures but '" + contentType + "'");
        }
        String name = contentType.substring(at + "boundary=".length());
        int end = name.indexOf(';');
        name = (end < 0 ? name : name.substring(0, end)).strip().replace("\"", "");
        String dashed = name.startsWith("--") ? name : "--" + name;
        this.boundary = dashed.getBytes(StandardCharsets.ISO_8859_1);
        this.frames = frames;
    }

    @Override
    public void accept(ByteBuffer bytes) throws IOException {
        int more = bytes.remaining();
        if (size + more > MOST) {
            throw new IOException("A picture is longer than " + MOST + " bytes");
        }
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
        }
        bytes.get(buffer, size, more);
        size += more;
        boolean moved = true;
        while (moved) {
            moved =
                    switch (state) {
                        case BOUNDARY -> boundary();
                        case HEAD -> head();
                        case BODY -> length >= 0 ? counted() : uncounted();
                    };
        }
    }

    private boolean boundary() {
        int at = find(boundary);
        if (at < 0) {
            return false;
        }
        drop(at + boundary.length);
        state = State.HEAD;
        return true;
    }

    private boolean head() {
        int at = find(HEAD_END);
        if (at < 0) {
            return false;
        }
        length = contentLength(new String(buffer, 0, at, StandardCharsets.ISO_8859_1));
        drop(at + HEAD_END.length);
        state = State.BODY;
        return true;
    }

    private static int contentLength(String head) {
        for (String line : head.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase("content-length")) {
                try {
                    return Integer.parseInt(line.substring(colon + 1).strip());
                } catch (NumberFormatException e) {
                    return -1;
                }
            }
        }
        return -1;
    }

    private boolean counted() throws IOException {
        if (length > MOST) {
            throw new IOException("A picture is longer than " + MOST + " bytes");
        }
        if (size < length) {
            return false;
        }
        deliver(length, length);
        return true;
    }

    /** Without a length a JPEG's own end mark, right at the end of what came, tells as well. */
    private boolean uncounted() {
        int at = find(boundary);
        if (at >= 0) {
            int end = at;
            if (end >= 2 && buffer[end - 2] == '\r' && buffer[end - 1] == '\n') {
                end -= 2;
            }
            deliver(end, at);
            return true;
        }
        int end = size;
        if (end >= 2 && buffer[end - 2] == '\r' && buffer[end - 1] == '\n') {
            end -= 2;
        }
        boolean jpeg =
                end >= 4
                        && buffer[0] == (byte) 0xFF
                        && buffer[1] == (byte) 0xD8
                        && buffer[end - 2] == (byte) 0xFF
                        && buffer[end - 1] == (byte) 0xD9
                        && end < size; // its line's end has come: nothing else can follow
        if (jpeg) {
            deliver(end, size);
        }
        return jpeg;
    }

    private void deliver(int end, int consumed) {
        byte[] frame = Arrays.copyOf(buffer, end);
        drop(consumed);
        state = State.BOUNDARY;
        length = -1;
        frames.accept(frame);
    }

    private void drop(int count) {
        System.arraycopy(buffer, count, buffer, 0, size - count);
        size -= count;
        searched = 0;
    }

    private int find(byte[] what) {
        for (int i = Math.max(0, searched - what.length + 1); i <= size - what.length; i++) {
            if (buffer[i] == what[0]
                    && Arrays.equals(buffer, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        searched = size;
        return -1;
    }
}
