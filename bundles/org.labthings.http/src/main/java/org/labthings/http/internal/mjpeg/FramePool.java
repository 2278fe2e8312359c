package org.labthings.http.internal.mjpeg;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Direct buffers for frames, in powers of two, bounded in bytes. From any thread; never waits: at
 * the bound there is no frame.
 */
final class FramePool {
    private static final Logger LOG = LoggerFactory.getLogger(FramePool.class);
    private static final byte[] HEAD =
            "--frame\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SMALLEST_POWER = 15;
    private static final int LARGEST_POWER = 30;

    private final long maxBytes;
    private final Deque<ByteBuffer>[] free;
    private long bytes;
    private int buffers;
    private boolean idle = true;
    private boolean warned;

    /** A pool that never holds more than these bytes, used and free together. */
    FramePool(long maxBytes) {
        this.maxBytes = maxBytes;
        this.free = emptyLists();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays
    private static Deque<ByteBuffer>[] emptyLists() {
        Deque[] lists = new Deque[LARGEST_POWER + 1];
        for (int i = SMALLEST_POWER; i <= LARGEST_POWER; i++) {
            lists[i] = new ArrayDeque<>();
        }
        return lists;
    }

    /** The picture as a part of the body, used by the caller; null when there is no room. */
    Frame frame(byte[] jpeg) {
        ByteBuffer buffer = take(HEAD.length + (long) jpeg.length + 2);
        if (buffer == null) {
            return null;
        }
        buffer.clear().put(HEAD).put(jpeg).put((byte) '\r').put((byte) '\n').flip();
        return new Frame(this, buffer);
    }

    private ByteBuffer take(long size) {
        int power = Math.max(SMALLEST_POWER, 64 - Long.numberOfLeadingZeros(size - 1));
        if (power > LARGEST_POWER || 1L << power > maxBytes) {
            warn("a frame of {} bytes is larger than the memory for frames, {} bytes", size);
            return null;
        }
        synchronized (this) {
            idle = false;
            ByteBuffer buffer = free[power].pollFirst();
            if (buffer != null) {
                return buffer;
            }
            int capacity = 1 << power;
            if (!makeRoom(capacity)) {
                warn("no buffer of {} bytes is free within {} bytes", size);
                return null;
            }
            bytes += capacity;
            buffers++;
            try {
                return ByteBuffer.allocateDirect(capacity);
            } catch (OutOfMemoryError e) { // the JVM's own limit of direct memory
                forget(capacity);
                warn("the JVM has no direct memory for {} bytes, of {} allowed here", size);
                return null;
            }
        }
    }

    private boolean makeRoom(int capacity) {
        for (int p = LARGEST_POWER; p >= SMALLEST_POWER && bytes + capacity > maxBytes; p--) {
            while (bytes + capacity > maxBytes && free[p].pollFirst() != null) {
                forget(1 << p);
            }
        }
        return bytes + capacity <= maxBytes;
    }

    private synchronized void forget(int capacity) {
        bytes -= capacity;
        buffers--;
    }

    private synchronized void warn(String what, long size) {
        if (!warned) {
            warned = true;
            LOG.warn("Live stream frames are skipped: " + what, size, maxBytes);
        }
    }

    /** Takes a buffer back from its last user. */
    synchronized void giveBack(ByteBuffer buffer, boolean reusable) {
        if (reusable && !idle) {
            free[31 - Integer.numberOfLeadingZeros(buffer.capacity())].addFirst(buffer);
        } else {
            forget(buffer.capacity());
        }
    }

    /** Keeps no free buffer until the next frame: nobody watches. */
    synchronized void trim() {
        idle = true;
        for (int p = SMALLEST_POWER; p <= LARGEST_POWER; p++) {
            while (free[p].pollFirst() != null) {
                forget(1 << p);
            }
        }
        warned = false;
    }

    /** Buffers in memory, used or free. */
    synchronized int buffers() {
        return buffers;
    }

    /** Their size. */
    synchronized long bytes() {
        return bytes;
    }
}
