package org.labthings.testing.replay.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a socket with deadlines. What has arrived stays in the buffer when a deadline passes, so
 * that a reader can ask again later. Not for several threads.
 */
final class ByteReader {
    private static final int LONGEST_LINE = 1 << 16;
    private static final int LARGEST_BLOCK = 1 << 26;

    private final Socket socket;
    private final InputStream in;
    private byte[] buffer = new byte[1 << 13];
    private int start;
    private int end;
    private boolean ended;

    ByteReader(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    int buffered() {
        return end - start;
    }

    /**
     * Waits for at least one more byte.
     *
     * @return false at the end of the stream
     * @throws SocketTimeoutException when the deadline passed first
     */
    boolean fill(Deadline deadline) throws IOException {
        if (ended) {
            return false;
        }
        makeRoom(1);
        socket.setSoTimeout(deadline.millis());
        int n = in.read(buffer, end, buffer.length - end);
        if (n < 0) {
            ended = true;
            return false;
        }
        end += n;
        return true;
    }

    /** Waits until so many bytes are in the buffer. */
    void require(int count, Deadline deadline) throws IOException {
        if (count > LARGEST_BLOCK) {
            throw new IOException("a block of " + count + " bytes is more than " + LARGEST_BLOCK);
        }
        while (buffered() < count) {
            if (!fill(deadline)) {
                throw new EOFException(
                        "the connection ended " + (count - buffered()) + " bytes early");
            }
        }
    }

    /** The byte at an offset from the next one; it must be in the buffer. */
    int peek(int offset) {
        return buffer[start + offset] & 0xff;
    }

    /** Takes bytes that are in the buffer. */
    byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(buffer, start, start + count);
        start += count;
        return taken;
    }

    /** Takes all that is in the buffer, at most so many. */
    byte[] takeSome(long most) {
        return take((int) Math.min(most, buffered()));
    }

    /** The next line, without its end. */
    String line(Deadline deadline) throws IOException {
        int searched = 0;
        while (true) {
            for (; searched < buffered(); searched++) {
                if (peek(searched) == '\n') {
                    String line = new String(take(searched + 1), StandardCharsets.ISO_8859_1);
                    return line.substring(0, line.length() - (line.endsWith("\r\n") ? 2 : 1));
                }
            }
            if (searched > LONGEST_LINE) {
                throw new IOException("a line is longer than " + LONGEST_LINE + " bytes");
            }
            if (!fill(deadline)) {
                throw new EOFException("the connection ended within a line");
            }
        }
    }

    private void makeRoom(int count) {
        if (start == end) {
            start = 0;
            end = 0;
        }
        if (buffer.length - end >= count) {
            return;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, buffered());
            end -= start;
            start = 0;
        }
        if (buffer.length - end < count) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }
}
