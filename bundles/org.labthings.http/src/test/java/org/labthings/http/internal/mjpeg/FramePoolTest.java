package org.labthings.http.internal.mjpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FramePoolTest {
    private static final int BLOCK = 1 << 15;

    @Test
    void aBufferIsUsedAgainOnlyWhenItsLastUserIsDone() {
        FramePool pool = new FramePool(4 * BLOCK);
        Frame one = pool.frame(Jpegs.numbered(1, 1000));
        one.retain();
        one.release();
        Frame two = pool.frame(Jpegs.numbered(2, 1000));
        assertEquals(2, pool.buffers(), "the first is still in use");
        assertEquals(ByteBuffer.wrap(Jpegs.part(Jpegs.numbered(1, 1000))), one.content());
        one.release();
        Frame three = pool.frame(Jpegs.numbered(3, 1000));
        assertEquals(2, pool.buffers(), "the first one's buffer was free");
        assertTrue(three.content().isDirect() && three.content().isReadOnly());
        two.release();
        three.release();
        assertThrows(IllegalStateException.class, three::release);
    }

    @Test
    void itNeverHoldsMoreThanItsBytes() {
        FramePool pool = new FramePool(2 * BLOCK);
        Frame one = pool.frame(Jpegs.numbered(1, 1000));
        Frame two = pool.frame(Jpegs.numbered(2, 1000));
        assertNull(pool.frame(Jpegs.numbered(3, 1000)));
        assertNull(pool.frame(Jpegs.numbered(3, 3 * BLOCK)), "larger than everything");
        one.release();
        two.release();
        Frame large = pool.frame(Jpegs.numbered(4, BLOCK + 1));
        assertNotNull(large, "free small buffers make room for a large one");
        assertEquals(2 * BLOCK, pool.bytes());
        large.release();
        pool.trim();
        assertEquals(0, pool.bytes());
        assertEquals(0, pool.buffers());
    }

    @Test
    void aBufferOfAFailedWriteIsNotUsedAgain() {
        FramePool pool = new FramePool(2 * BLOCK);
        Frame frame = pool.frame(Jpegs.numbered(1, 1000));
        frame.retain();
        frame.releaseAfterFailure();
        frame.release();
        assertEquals(0, pool.buffers());
    }
}
