package org.labthings.hardware.image;

import java.util.Arrays;
import javax.imageio.stream.ImageOutputStreamImpl;

/** Where the JPEG writer writes: an array that grows and is used again. */
final class ByteSink extends ImageOutputStreamImpl {
    private byte[] buffer = new byte[1 << 17];
    private int size;

    /** Forgets what was written. */
    void clear() {
        size = 0;
        streamPos = 0;
        flushedPos = 0;
        bitOffset = 0;
    }

    /** A copy of what was written. */
    byte[] data() {
        return Arrays.copyOf(buffer, size);
    }

    @Override
    public void write(int value) {
        room(1);
        buffer[(int) streamPos++] = (byte) value;
        size = Math.max(size, (int) streamPos);
    }

    @Override
    public void write(byte[] data, int offset, int length) {
        room(length);
        System.arraycopy(data, offset, buffer, (int) streamPos, length);
        streamPos += length;
        size = Math.max(size, (int) streamPos);
    }

    private void room(int more) {
        long needed = streamPos + more;
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.toIntExact(Math.max(needed, buffer.length * 2L)));
        }
    }

    @Override
    public int read() {
        return streamPos < size ? buffer[(int) streamPos++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] data, int offset, int length) {
        int n = Math.min(length, size - (int) streamPos);
        if (n <= 0) {
            return -1;
        }
        System.arraycopy(buffer, (int) streamPos, data, offset, n);
        streamPos += n;
        return n;
    }
}
