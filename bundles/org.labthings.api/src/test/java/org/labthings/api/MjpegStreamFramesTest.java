package org.labthings.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MjpegStreamFramesTest {
    private static final Duration NOW = Duration.ofMillis(1);

    private final MjpegStream stream = MjpegStream.create(3);

    @Test
    void framesHaveIndexAndTime() throws Exception {
        byte[] first = frame(1);
        stream.addFrame(first, 12345);
        MjpegStream.Frame seen = stream.awaitFrame(0, NOW);
        assertEquals(0, seen.index());
        assertEquals(12345, seen.timestamp());
        assertSame(first, seen.jpeg());
        assertThrows(TimeoutException.class, () -> stream.awaitFrame(1, NOW));
    }

    @Test
    void whoAsksForOneAfterTheOtherMissesNone() throws Exception {
        for (int i = 0; i < 3; i++) {
            stream.addFrame(frame(i));
        }
        for (int i = 0; i < 3; i++) {
            assertEquals(i, stream.awaitFrame(i, NOW).index());
        }
    }

    @Test
    void whoFallsBehindGetsTheOldestThatIsKept() throws Exception {
        for (int i = 0; i < 10; i++) {
            stream.addFrame(frame(i));
        }
        assertEquals(7, stream.awaitFrame(2, NOW).index());
        assertEquals(9, stream.awaitFrame(9, NOW).index());
    }

    @Test
    void waitsForAFrameAndWakesARestingCamera() throws Exception {
        CompletableFuture<MjpegStream.Frame> waiting =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return stream.awaitFrame(1, Duration.ofSeconds(20));
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        while (!stream.awaitWatcher(Duration.ofSeconds(20))) {
            // until the other thread asks
        }
        stream.addFrame(frame(0));
        stream.addFrame(frame(1));
        assertEquals(1, waiting.get(20, TimeUnit.SECONDS).index());
    }

    @Test
    void aResetForgetsFramesButNotTheirCount() throws Exception {
        stream.addFrame(frame(0));
        stream.addFrame(frame(1));
        stream.stop();
        stream.reset();
        assertThrows(TimeoutException.class, () -> stream.awaitFrame(0, NOW));
        assertThrows(IndexOutOfBoundsException.class, () -> stream.frame(1));
        stream.addFrame(frame(2));
        assertEquals(2, stream.awaitFrame(0, NOW).index());
    }

    @Test
    void aStopEndsTheWait() {
        stream.stop();
        assertThrows(ServerNotRunningError.class, () -> stream.awaitFrame(0, NOW));
        assertThrows(ServerNotRunningError.class, () -> stream.grabFrame(NOW));
    }

    private static byte[] frame(int content) {
        return new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) content, (byte) 0xFF, (byte) 0xD9};
    }

    @Test
    void aStreamKeepsSomething() {
        assertThrows(IllegalArgumentException.class, () -> MjpegStream.create(0));
    }
}
