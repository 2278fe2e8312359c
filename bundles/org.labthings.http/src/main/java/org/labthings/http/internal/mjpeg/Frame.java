package org.labthings.http.internal.mjpeg;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** One part of the multipart body in a direct buffer that all clients write from. */
final class Frame {
    private final FramePool pool;
    private final ByteBuffer buffer;
    private final AtomicInteger uses = new AtomicInteger(1);
    private volatile boolean discarded;

    /** A frame that its maker uses; the buffer is filled and flipped. */
    Frame(FramePool pool, ByteBuffer buffer) {
        this.pool = pool;
        this.buffer = buffer;
    }

    /** The bytes, as a view of its own for one write. */
    ByteBuffer content() {
        return buffer.asReadOnlyBuffer();
    }

    /** One more user. Only for who holds a use already. */
    void retain() {
        uses.incrementAndGet();
    }

    /** One user less; the last one gives the buffer back. */
    void release() {
        int left = uses.decrementAndGet();
        if (left == 0) {
            pool.giveBack(buffer, !discarded);
        } else if (left < 0) {
            throw new IllegalStateException("A frame was released more often than retained");
        }
    }

    /**
     * Releases it after a failed write. The buffer is not used again: a broken transport might
     * still hold a view of it, and failures are rare enough to pay for a new one.
     */
    void releaseAfterFailure() {
        discarded = true;
        release();
    }
}
