package org.labthings.api;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MjpegStreamWatcherTest {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};
    private static final Duration LONG = Duration.ofMinutes(10);

    private final MjpegStream stream = MjpegStream.create();

    @Test
    void nobodyWatchesAtFirst() throws Exception {
        assertFalse(stream.awaitWatcher(Duration.ZERO));
    }

    @Test
    void aListenerWakesTheProducer() throws Exception {
        CompletableFuture<Boolean> wanted = waiting();
        Watching listener = new Watching();
        stream.addListener(listener);
        assertTrue(wanted.get(20, TimeUnit.SECONDS));
        stream.removeListener(listener);
        assertFalse(stream.awaitWatcher(Duration.ZERO));
    }

    @Test
    void aGrabbingThreadWakesTheProducerAndGetsItsFrame() throws Exception {
        CompletableFuture<byte[]> grabbed = async(() -> stream.grabFrame(LONG));
        assertTrue(stream.awaitWatcher(LONG));
        stream.addFrame(JPEG);
        assertSame(JPEG, grabbed.get(20, TimeUnit.SECONDS));
        assertFalse(stream.awaitWatcher(Duration.ZERO));
    }

    @Test
    void aStoppedStreamIsNotWatched() throws Exception {
        stream.addListener(new Watching());
        stream.stop();
        assertFalse(stream.awaitWatcher(Duration.ZERO));
        CompletableFuture<Boolean> wanted = waiting();
        stream.reset();
        assertTrue(wanted.get(20, TimeUnit.SECONDS));
    }

    private CompletableFuture<Boolean> waiting() {
        return async(() -> stream.awaitWatcher(LONG));
    }

    private interface Task<R> {
        R run() throws Exception;
    }

    private static <R> CompletableFuture<R> async(Task<R> task) {
        CompletableFuture<R> result = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                result.complete(task.run());
                            } catch (Exception e) {
                                result.completeExceptionally(e);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static final class Watching implements MjpegStream.Listener {
        @Override
        public void frame(byte[] jpeg) {}

        @Override
        public void stopped() {}
    }
}
