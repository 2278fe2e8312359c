package org.labthings.client.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A download whose reader does not wait for ever: a silence that is too long ends it. */
final class TimedInput extends FilterInputStream {
    /** Who does not read for so many times the limit does not come back. */
    private static final int FORGOTTEN = 10;

    private final Duration limit;
    private final ScheduledFuture<?> watch;
    private volatile long waitingSince; // 0: nobody waits
    private volatile long lastUsed = System.nanoTime();
    private volatile boolean late;

    TimedInput(InputStream in, Duration limit, ScheduledExecutorService timer) {
        super(in);
        this.limit = limit;
        long look = Math.max(10, limit.toMillis() / 4);
        this.watch = timer.scheduleWithFixedDelay(this::look, look, look, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long since = waitingSince;
        boolean silent = since != 0 && System.nanoTime() - since > limit.toNanos();
        boolean forgotten = System.nanoTime() - lastUsed > FORGOTTEN * limit.toNanos();
        if (silent || forgotten) {
            late = true;
            watch.cancel(false);
            try {
                in.close();
            } catch (IOException e) {
                // its reader is told that it was late
            }
        }
    }

    private interface Read {
        int run() throws IOException;
    }

    private int timed(Read read) throws IOException {
        waitingSince = Math.max(1, System.nanoTime());
        try {
            int n = read.run();
            if (n < 0) {
                watch.cancel(false);
            }
            if (late) {
                throw silent();
            }
            return n;
        } catch (IOException e) {
            watch.cancel(false);
            throw late ? silent() : e;
        } finally {
            waitingSince = 0;
            lastUsed = System.nanoTime();
        }
    }

    private HttpTimeoutException silent() {
        return new HttpTimeoutException("Nothing came for " + limit.toMillis() + " ms");
    }

    @Override
    public int read() throws IOException {
        return timed(in::read);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return timed(() -> in.read(bytes, offset, length));
    }

    @Override
    public void close() throws IOException {
        watch.cancel(false);
        super.close();
    }
}
