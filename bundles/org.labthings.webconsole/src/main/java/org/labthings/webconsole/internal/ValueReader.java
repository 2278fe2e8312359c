package org.labthings.webconsole.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.labthings.api.Blob;
import org.labthings.core.ServedProperty;
import org.labthings.schema.BlobLinks;

/**
 * Values of properties as text. What only looks at memory is read at once; what asks a driver runs
 * on a few threads of its own, which a driver that does not answer can use up, and nothing else.
 */
final class ValueReader implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int THREADS = 4;
    private static final int WAITING = 16;
    private static final int LONGEST = 2000;

    private static final BlobLinks NO_LINKS =
            new BlobLinks() {
                @Override
                public String href(Blob blob) {
                    throw new IllegalStateException("The console shows no blobs");
                }

                @Override
                public Optional<Blob> find(UUID id) {
                    return Optional.empty();
                }
            };

    private final ExecutorService workers;

    ValueReader() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(WAITING),
                        task -> {
                            Thread thread = new Thread(task, "labthings-console-read");
                            thread.setDaemon(true);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
        workers = pool;
    }

    /**
     * A value, or why there is none.
     *
     * @param json its JSON text, cut when it is long; null when there is an error
     * @param error one sentence; null when there is a value
     */
    record Value(String json, String error) {}

    /** Of a property whose reading only looks at memory. */
    Value now(ServedProperty property) {
        if (property.type().containsBlobs()) {
            return new Value(null, "It is binary data; use the API.");
        }
        try {
            return new Value(cut(property.read(NO_LINKS)), null);
        } catch (Exception e) {
            return new Value(null, sentence(e));
        }
    }

    /** Of any property; waits for the driver. */
    Value ask(ServedProperty property) {
        Future<Value> reading;
        try {
            reading = workers.submit(() -> now(property));
        } catch (RejectedExecutionException e) {
            return new Value(null, "Too many properties are being read; try again.");
        }
        try {
            return reading.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            reading.cancel(true);
            return new Value(
                    null, "The driver did not answer within " + DEADLINE.toSeconds() + " s.");
        } catch (ExecutionException e) {
            return new Value(null, sentence(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Value(null, "Interrupted.");
        }
    }

    private static String cut(byte[] json) {
        String text =
                new String(json, 0, Math.min(json.length, 4 * LONGEST), StandardCharsets.UTF_8);
        return text.length() <= LONGEST && json.length <= 4 * LONGEST
                ? text
                : text.substring(0, Math.min(text.length(), LONGEST))
                        + "… ("
                        + json.length
                        + " bytes)";
    }

    private static String sentence(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
