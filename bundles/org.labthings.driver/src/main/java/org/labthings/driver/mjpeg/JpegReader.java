package org.labthings.driver.mjpeg;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Takes whole JPEG pictures out of a stream of bytes, whatever stands between them: the boundaries
 * and headers of {@code multipart/x-mixed-replace}, in whichever dialect, or nothing at all. The
 * pictures themselves say where they end (ITU-T T.81, annex B). Damaged ones are passed over; one
 * without Huffman tables gets the usual ones. For one thread.
 */
public final class JpegReader implements Closeable {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DHT = 0xC4;
    private static final int MOST_BETWEEN = 1 << 20;

    private final InputStream in;
    private final int limit;
    private final byte[] chunk = new byte[16 * 1024];
    private int next;
    private int end;
    private byte[] frame = new byte[64 * 1024];
    private int size;
    private boolean tables;
    private long begun;
    private long damaged;

    /**
     * A reader.
     *
     * @param limit bytes of the largest picture that is taken
     */
    public JpegReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** Something that cannot be part of a picture was found within one. */
    private static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedException() {
            super("a damaged picture");
        }
    }

    /**
     * The next whole picture; blocks until it has come.
     *
     * @return its data, which nobody else has
     * @throws IOException when the stream ends, a picture is too large, or no picture comes
     */
    public byte[] next() throws IOException {
        while (true) {
            seek();
            try {
                read();
                return Arrays.copyOf(frame, size);
            } catch (DamagedException e) {
                damaged++; // what follows may be whole
            }
        }
    }

    /** When the last picture began to arrive, on the clock of {@link System#nanoTime()}. */
    public long begun() {
        return begun;
    }

    /** How many pictures were passed over, because they were damaged. */
    public long damaged() {
        return damaged;
    }

    private void seek() throws IOException {
        int last = 0;
        for (int i = 0; i < MOST_BETWEEN; i++) {
            int b = take();
            if (last == 0xFF && b == SOI) {
                begin();
                return;
            }
            last = b;
        }
        throw new IOException("sends no JPEG pictures");
    }

    /** Reads segments up to the end of the picture. */
    private void read() throws IOException {
        int marker = marker();
        while (true) {
            if (marker == EOI) {
                put(0xFF);
                put(EOI);
                return;
            }
            if (marker == SOI) {
                damaged++; // the picture before was cut off; this one may be whole
                begin();
                marker = marker();
                continue;
            }
            tables |= marker == DHT;
            if (marker == SOS && !tables) {
                for (byte b : HuffmanTables.segment()) {
                    put(b);
                }
                tables = true;
            }
            put(0xFF);
            put(marker);
            segment();
            marker = marker == SOS ? scan() : marker();
        }
    }

    private void begin() throws IOException {
        begun = System.nanoTime();
        size = 0;
        tables = false;
        put(0xFF);
        put(SOI);
    }

    private int marker() throws IOException {
        if (take() != 0xFF) {
            throw new DamagedException();
        }
        int marker = take();
        while (marker == 0xFF) { // fill bytes
            marker = take();
        }
        if (marker == 0) {
            throw new DamagedException();
        }
        return marker;
    }

    private void segment() throws IOException {
        int high = take();
        int low = take();
        int length = high << 8 | low;
        if (length < 2) {
            throw new DamagedException();
        }
        put(high);
        put(low);
        for (int left = length - 2; left > 0; ) {
            fill();
            int n = Math.min(left, end - next);
            room(n);
            System.arraycopy(chunk, next, frame, size, n);
            size += n;
            next += n;
            left -= n;
        }
    }

    /** Copies compressed data; returns the marker that ends it. */
    private int scan() throws IOException {
        while (true) {
            int b = take();
            if (b != 0xFF) {
                put(b);
                continue;
            }
            int marker = take();
            while (marker == 0xFF) {
                marker = take();
            }
            if (marker != 0 && (marker < 0xD0 || marker > 0xD7)) { // neither stuffed nor restart
                return marker;
            }
            put(0xFF);
            put(marker);
        }
    }

    private int take() throws IOException {
        if (next == end) {
            fill();
        }
        return chunk[next++] & 0xFF;
    }

    private void fill() throws IOException {
        if (next < end) {
            return;
        }
        int n = in.read(chunk);
        if (n <= 0) { // there is room, so nothing read is the end
            throw new EOFException("has ended the stream");
        }
        next = 0;
        end = n;
    }

    private void put(int b) throws IOException {
        room(1);
        frame[size++] = (byte) b;
    }

    private void room(int more) throws IOException {
        if (size + more > limit) {
            throw new IOException("sends a picture of more than " + limit + " bytes");
        }
        if (size + more > frame.length) {
            frame = Arrays.copyOf(frame, Math.min(limit, Math.max(size + more, frame.length * 2)));
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
