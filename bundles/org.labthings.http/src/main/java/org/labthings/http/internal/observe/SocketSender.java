package org.labthings.http.internal.observe;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * What goes out of one WebSocket, one message at a time: first the answers to bad requests, which
 * are never left out, then updates. While too many answers wait the client's next message is not
 * read, so that a client that only talks costs nothing.
 */
final class SocketSender extends IteratingCallback implements Callback {
    private static final int MOST_REPLIES = 32;

    private final Outbox outbox;
    private final Executor executor;
    private final Tally tally;
    private final Runnable broken;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Deque<String> replies = new ArrayDeque<>(); // guarded by itself
    private boolean demandOwed; // guarded by the replies
    private volatile Session session;
    private volatile boolean busy;
    private volatile long since;

    /** A sender for a session that is yet to come; {@code broken} is told when a write failed. */
    SocketSender(Outbox outbox, Executor executor, Tally tally, Runnable broken) {
        this.outbox = outbox;
        this.executor = executor;
        this.tally = tally;
        this.broken = broken;
    }

    /** The session is open: asks for its first message. */
    void open(Session opened) {
        session = opened;
        opened.demand();
    }

    /** Asks for the client's next message, now or when enough answers are sent. */
    void demand() {
        synchronized (replies) {
            if (replies.size() >= MOST_REPLIES) {
                demandOwed = true;
                return;
            }
        }
        session.demand();
    }

    /** Queues an answer. */
    void reply(String message) {
        synchronized (replies) {
            replies.addLast(message);
        }
        schedule();
    }

    /** Sends what waits, on the pool. */
    void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException e) { // the server is stopping
                scheduled.set(false);
            }
        }
    }

    private void run() {
        scheduled.set(false);
        iterate();
    }

    @Override
    protected Action process() {
        Session to = session;
        if (to == null) {
            return Action.IDLE;
        }
        String text = nextReply(to);
        if (text == null) {
            Update update = outbox.poll();
            if (update == null) {
                return Action.IDLE;
            }
            text = update.message();
        }
        since = System.nanoTime();
        busy = true;
        to.sendText(text, this);
        return Action.SCHEDULED;
    }

    private String nextReply(Session to) {
        String text;
        boolean demand;
        synchronized (replies) {
            text = replies.pollFirst();
            demand = demandOwed && replies.size() < MOST_REPLIES / 2;
            demandOwed &= !demand;
        }
        if (demand) {
            to.demand();
        }
        return text;
    }

    @Override
    public void succeed() {
        succeeded();
    }

    @Override
    public void fail(Throwable cause) {
        failed(cause);
    }

    @Override
    protected void onSuccess() {
        busy = false;
        tally.sent.increment();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        busy = false;
        broken.run();
    }

    /** Whether a message is in flight. */
    boolean isBusy() {
        return busy;
    }

    /** Whether one has been in flight for longer than this. */
    boolean isStuck(Duration limit) {
        return busy && System.nanoTime() - since > limit.toNanos();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
