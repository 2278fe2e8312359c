package org.labthings.http.internal.mjpeg;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Direct buffers for frames, bounded in bytes, used and free together. From any thread; never
 * waits: at the bound there is no frame.
 */
final class FramePool {
    private static final Logger LOG = LoggerFactory.getLogger(FramePool.class);
    private static final byte[] HEAD =
            "--frame\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = 2;
    private static final int STEP = 1 << 15;

    private final long maxBytes;
    private final TreeMap<Integer, Deque<ByteBuffer>> free = new TreeMap<>(); // by capacity
    private long bytes;
    private int buffers;
    private boolean idle = true;
    private boolean warned;

    /** A pool that never holds more than these bytes. */
    FramePool(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whether there could be room for a picture of this length at all. */
    boolean fits(int length) {
        return capacity(length) <= maxBytes;
    }

    /** A little more than is needed, as the next picture has another length. */
    private static long capacity(int length) {
        long size = (long) length + HEAD.length + TAIL;
        long step = Math.max(STEP, Long.highestOneBit(size) / 8);
        return (size + step - 1) / step * step;
    }

    /** The picture as a part of the body, used by the caller; null when there is no room. */
    Frame frame(byte[] jpeg) {
        ByteBuffer buffer = take(capacity(jpeg.length));
        if (buffer == null) {
            return null;
        }
        buffer.clear().put(HEAD).put(jpeg).put((byte) '\r').put((byte) '\n').flip();
        return new Frame(this, buffer);
    }

    private synchronized ByteBuffer take(long capacity) {
        if (capacity > Integer.MAX_VALUE) {
            return null;
        }
        idle = false;
        Map.Entry<Integer, Deque<ByteBuffer>> fitting = free.ceilingEntry((int) capacity);
        if (fitting != null && fitting.getKey() <= 2 * capacity) {
            return takeFree(fitting.getKey());
        }
        while (bytes + capacity > maxBytes && !free.isEmpty()) {
            forget(takeFree(free.lastKey()));
        }
        if (bytes + capacity > maxBytes) {
            warn("no buffer of {} bytes is free within {} bytes", capacity);
            return null;
        }
        try {
            ByteBuffer buffer = ByteBuffer.allocateDirect((int) capacity);
            bytes += capacity;
            buffers++;
            return buffer;
        } catch (OutOfMemoryError e) { // the JVM's own limit of direct memory
            warn("the JVM has no direct memory for {} bytes, within {} allowed here", capacity);
            return null;
        }
    }

    private ByteBuffer takeFree(Integer capacity) {
        Deque<ByteBuffer> same = free.get(capacity);
        ByteBuffer buffer = same.removeFirst();
        if (same.isEmpty()) {
            free.remove(capacity);
        }
        return buffer;
    }

    private void forget(ByteBuffer buffer) {
        bytes -= buffer.capacity();
        buffers--;
    }

    private void warn(String what, long size) {
        if (!warned) {
            warned = true;
            LOG.warn("Live stream frames are skipped: " + what, size, maxBytes);
        }
    }

    /** Takes a buffer back from its last user. */
    synchronized void giveBack(ByteBuffer buffer, boolean reusable) {
        if (reusable && !idle) {
            free.computeIfAbsent(buffer.capacity(), c -> new ArrayDeque<>()).addFirst(buffer);
        } else {
            forget(buffer);
        }
    }

    /** Keeps no free buffer until the next frame: nobody watches. */
    synchronized void trim() {
        idle = true;
        while (!free.isEmpty()) {
            forget(takeFree(free.lastKey()));
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
