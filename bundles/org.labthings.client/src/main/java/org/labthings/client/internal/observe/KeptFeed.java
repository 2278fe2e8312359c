package org.labthings.client.internal.observe;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.labthings.client.internal.http.Feed;
import org.labthings.client.internal.http.Transport;

/** A stream that is opened again whenever it breaks, until it is closed. From any thread. */
public abstract class KeptFeed implements AutoCloseable {
    private final Transport transport;
    private final Patience patience;
    private Feed feed; // guarded by this
    private boolean closed; // guarded by this

    /** What an answer is good for. */
    public enum Verdict {
        /** It is the stream. */
        GOOD,
        /** Not now; perhaps later. */
        LATER,
        /** Not now and not later. */
        NEVER
    }

    /**
     * One that is not open yet.
     *
     * @param mostMillis the longest wait before it is opened again
     */
    protected KeptFeed(Transport transport, long mostMillis) {
        this.transport = transport;
        this.patience = new Patience(mostMillis);
    }

    /** Opens it. */
    protected abstract CompletableFuture<Transport.Opened> open();

    /** Looks at the head of an answer. */
    protected abstract Verdict judge(Transport.Opened head);

    /** It is open, for the first time or again. */
    protected void connected() {}

    /** It is not open, or not any more; it is tried again. */
    protected void lost(String reason) {}

    /** It will not be tried again. */
    protected void refused(String reason) {}

    /** Opens it, now and whenever it breaks. */
    public final void connect() {
        if (!isClosed()) {
            open().whenComplete(this::opened);
        }
    }

    private void opened(Transport.Opened head, Throwable failure) {
        if (failure != null) {
            again(Transport.failure(failure).toString());
            return;
        }
        String text = "It answers with the status " + head.status() + ", " + head.contentType();
        switch (judge(head)) {
            case GOOD -> stay(head.feed());
            case LATER -> {
                head.feed().close();
                again(text);
            }
            default -> {
                head.feed().close();
                close();
                refused(text);
            }
        }
    }

    private void stay(Feed open) {
        synchronized (this) {
            if (closed) {
                open.close();
                return;
            }
            feed = open;
        }
        patience.worked();
        connected();
        open.ended()
                .whenComplete((done, e) -> again(e == null ? "The server ended it" : e.toString()));
    }

    private void again(String reason) {
        synchronized (this) {
            feed = null;
            if (closed) {
                return;
            }
        }
        lost(reason);
        try {
            transport.timer().schedule(this::connect, patience.failed(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            close(); // the client was closed
        }
    }

    /** Whether {@link #close} was called. */
    protected final synchronized boolean isClosed() {
        return closed;
    }

    /** Whether it is open now. */
    public final synchronized boolean isConnected() {
        return feed != null;
    }

    @Override
    public final void close() {
        Feed open;
        synchronized (this) {
            closed = true;
            open = feed;
            feed = null;
        }
        if (open != null) {
            open.close();
        }
    }
}
