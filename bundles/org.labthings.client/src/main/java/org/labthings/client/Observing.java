package org.labthings.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.labthings.client.internal.observe.Watcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One observation: what comes from the wire is handed to its observer, one call at a time. */
final class Observing implements Observation, Watcher {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.client");

    private final Connection connection;
    private final String what;
    private final Observer observer;
    private final Object turn = new Object();
    private volatile Supplier<JsonNode> present;
    private volatile AutoCloseable source;
    private volatile boolean connected;
    private volatile boolean closed;
    private long values; // guarded by turn

    Observing(Connection connection, String what, Observer observer) {
        this.connection = connection;
        this.what = what;
        this.observer = observer;
    }

    /** Where it comes from; closed with this. */
    void attach(AutoCloseable from) {
        source = from;
        if (closed) {
            end(from);
        }
    }

    /** Reads the present value after each connecting, as the source does not send it. */
    void readWhenConnected(Supplier<JsonNode> read) {
        present = read;
    }

    private interface Call {
        void run();
    }

    private void tell(Call call) {
        synchronized (turn) {
            if (closed) {
                return;
            }
            try {
                call.run();
            } catch (RuntimeException e) {
                LOG.warn(
                        "The observer of {} of {} failed: {}",
                        what,
                        connection.td().url(),
                        e.toString());
            }
        }
    }

    @Override
    public void value(JsonNode value) {
        connected(); // a quick server's first value overtakes the news that it has answered
        tell(
                () -> {
                    values++;
                    observer.next(connection.value(value));
                });
    }

    @Override
    public void connected() {
        synchronized (turn) {
            if (connected) {
                return;
            }
            connected = true;
        }
        tell(observer::connected);
        Supplier<JsonNode> read = present;
        if (read != null) {
            try {
                connection.transport().threads().execute(() -> readNow(read));
            } catch (RejectedExecutionException e) {
                close(); // the client was closed
            }
        }
    }

    /** What came while it was read is newer. */
    private void readNow(Supplier<JsonNode> read) {
        long before;
        synchronized (turn) {
            before = values;
        }
        JsonNode value = read.get();
        if (value == null) {
            return;
        }
        tell(
                () -> {
                    if (values == before) {
                        observer.next(connection.value(value));
                    }
                });
    }

    @Override
    public void disconnected(String reason) {
        synchronized (turn) {
            if (!connected) {
                return;
            }
            connected = false;
        }
        tell(() -> observer.disconnected(reason));
    }

    @Override
    public void refused(String reason) {
        connected = false;
        String text = "Failed to observe " + what + ": " + reason;
        tell(() -> observer.refused(new ClientError(0, text, null)));
    }

    @Override
    public boolean isConnected() {
        return connected && !closed;
    }

    @Override
    public void close() {
        closed = true;
        AutoCloseable from = source;
        if (from != null) {
            end(from);
        }
    }

    private static void end(AutoCloseable from) {
        try {
            from.close();
        } catch (Exception e) {
            throw new IllegalStateException("Sources close quietly", e);
        }
    }
}
