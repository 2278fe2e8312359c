package org.labthings.client;

import java.time.Duration;
import org.labthings.api.MjpegStream;
import org.labthings.api.ServerNotRunningError;

/** Fetches a remote stream into a local one, while somebody watches that. */
final class RelayedStream implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final RemoteStream remote;
    private final MjpegStream local = MjpegStream.create();
    private final Thread thread;

    RelayedStream(RemoteStream remote) {
        this.remote = remote;
        this.thread = new Thread(this::run, "labthings-client-stream " + remote.url());
        thread.setDaemon(true);
    }

    MjpegStream local() {
        return local;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (local.awaitWatcher(LOOK)) {
                    fetch();
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** Until nobody watches for a while: somebody who looks at single frames comes back. */
    private void fetch() throws InterruptedException {
        try (Observation fetching = remote.watch(this::frame)) {
            int unwatched = 0;
            while (unwatched < 2) {
                Thread.sleep(LOOK.toMillis());
                unwatched = local.awaitWatcher(Duration.ZERO) ? 0 : unwatched + 1;
            }
        }
    }

    private void frame(byte[] jpeg) {
        try {
            local.addFrame(jpeg);
        } catch (IllegalArgumentException | ServerNotRunningError e) {
            // no picture, or nobody can watch it any more: the next one may do
        }
    }

    @Override
    public void close() {
        thread.interrupt(); // the local stream stays: its watchers wait for another source
    }
}
