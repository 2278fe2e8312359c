package org.labthings.testing.replay.wire;

import java.io.EOFException;
import java.io.IOException;

/**
 * The body of an answer, piece by piece as it arrives. A deadline that passes loses nothing: the
 * next call goes on where this one stopped.
 */
public final class BodyReader {
    private enum Framing {
        LENGTH,
        CHUNKS,
        UNTIL_CLOSE
    }

    private final ByteReader reader;
    private final Framing framing;
    private long left;
    private boolean chunkOpen;
    private boolean ended;

    private BodyReader(ByteReader reader, Framing framing, long left) {
        this.reader = reader;
        this.framing = framing;
        this.left = left;
        this.ended = framing == Framing.LENGTH && left == 0;
    }

    static BodyReader of(ByteReader reader, String method, int status, HeaderFields headers)
            throws IOException {
        boolean none = method.equals("HEAD") || status < 200 || status == 204 || status == 304;
        if (none) {
            return new BodyReader(reader, Framing.LENGTH, 0);
        }
        if (headers.has("transfer-encoding", "chunked")) {
            return new BodyReader(reader, Framing.CHUNKS, 0);
        }
        String length = headers.get("content-length").orElse(null);
        if (length == null) {
            return new BodyReader(reader, Framing.UNTIL_CLOSE, Long.MAX_VALUE);
        }
        return new BodyReader(reader, Framing.LENGTH, number(length, 10));
    }

    /** Whether all of the body has been read. */
    public boolean ended() {
        return ended;
    }

    /**
     * The next piece.
     *
     * @return null at the end of the body
     * @throws java.net.SocketTimeoutException when the deadline passed first
     */
    public byte[] next(Deadline deadline) throws IOException {
        if (!ended && framing == Framing.CHUNKS) {
            openChunk(deadline);
        }
        if (ended) {
            return null;
        }
        if (reader.buffered() == 0 && !reader.fill(deadline)) {
            ended = true;
            if (framing != Framing.UNTIL_CLOSE) {
                throw new EOFException("the body ended " + left + " bytes early");
            }
            return null;
        }
        byte[] piece = reader.takeSome(left);
        left -= piece.length;
        ended = framing == Framing.LENGTH && left == 0;
        return piece;
    }

    private void openChunk(Deadline deadline) throws IOException {
        if (chunkOpen && left == 0) {
            reader.require(2, deadline);
            reader.take(2);
            chunkOpen = false;
        }
        if (!chunkOpen) {
            left = number(reader.line(deadline).split(";", 2)[0], 16);
            chunkOpen = true;
            if (left == 0) {
                HeaderFields.read(reader, deadline);
                ended = true;
            }
        }
    }

    private static long number(String text, int radix) throws IOException {
        try {
            return Long.parseLong(text.strip(), radix);
        } catch (NumberFormatException e) {
            throw new IOException("not a length: " + text, e);
        }
    }
}
