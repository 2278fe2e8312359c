package org.labthings.http.internal.observe;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * One response of Server-Sent Events. Updates are queued on the publisher's thread and written on
 * the pool, or by the selector thread when the socket was slow; nothing blocks.
 */
final class EventStream extends IteratingCallback implements Connection {
    private static final HttpField EVENTS =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/event-stream");
    private static final HttpField NO_STORE =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
    private static final HttpField NO_BUFFER = new HttpField("X-Accel-Buffering", "no");
    private static final int BATCH = 32 << 10;

    private final ObserveSettings settings;
    private final String epoch;
    private final UUID only;
    private final Outbox outbox;
    private final Response response;
    private final Callback done;
    private final Executor executor;
    private final Tally tally;
    private final Consumer<EventStream> gone;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean completed = new AtomicBoolean();
    private boolean begun; // by the iteration only
    private int writing; // updates in flight, by the iteration only
    private volatile boolean ending;
    private volatile boolean over;
    private volatile boolean heartbeat;
    private volatile boolean busy;
    private volatile long since = System.nanoTime();

    /**
     * A stream that begins when it is started.
     *
     * @param only the invocation it is about; null for all updates
     * @param gone is told once when it has ended
     */
    EventStream(
            ObserveSettings settings,
            String epoch,
            UUID only,
            Response response,
            Callback done,
            Executor executor,
            Tally tally,
            Consumer<EventStream> gone) {
        this.settings = settings;
        this.epoch = epoch;
        this.only = only;
        this.outbox = new Outbox(settings.queueMessages(), settings.queueBytes(), tally);
        this.response = response;
        this.done = done;
        this.executor = executor;
        this.tally = tally;
        this.gone = gone;
    }

    /** What says that a response is an event stream. */
    static void putHeaders(Response response) {
        response.getHeaders().put(EVENTS).put(NO_STORE).put(NO_BUFFER);
    }

    @Override
    public void offer(Update update) {
        if (ending || update.isRepeated() || (only != null && !only.equals(update.invocation()))) {
            return;
        }
        outbox.add(update);
        if (only != null && update.status().isFinal()) {
            ending = true; // after the queue is sent
        }
        schedule();
    }

    /** Writes what waits, on the pool. */
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
        if (!begun) {
            begun = true;
            putHeaders(response);
            return write(EventFormat.BEGIN);
        }
        boolean last = ending; // before the queue is looked at: nothing is added after it
        int lost = outbox.takeLost();
        if (lost > 0) {
            return write(EventFormat.lost(lost));
        }
        Update first = outbox.poll();
        if (first != null) {
            heartbeat = false;
            return write(batch(first));
        }
        if (last) {
            return Action.SUCCEEDED;
        }
        if (heartbeat) {
            heartbeat = false;
            return write(EventFormat.HEARTBEAT);
        }
        return Action.IDLE;
    }

    private byte[] batch(Update first) {
        byte[] event = bytes(first);
        writing = 1;
        if (event.length > BATCH / 2 || outbox.messages() == 0) {
            return event;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(BATCH);
        out.writeBytes(event);
        while (out.size() < BATCH) {
            Update next = outbox.poll();
            if (next == null) {
                break;
            }
            out.writeBytes(bytes(next));
            writing++;
        }
        return out.toByteArray();
    }

    private byte[] bytes(Update update) {
        if (only == null) {
            return update.event(epoch);
        }
        boolean status = update.kind() == Update.Kind.ACTION;
        return EventFormat.event(status ? update.status().wireName() : null, update.data());
    }

    private Action write(byte[] bytes) {
        since = System.nanoTime();
        busy = true;
        response.write(false, ByteBuffer.wrap(bytes), this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onSuccess() {
        busy = false;
        tally.sent.add(writing);
        writing = 0;
    }

    @Override
    protected void onCompleteSuccess() {
        leave();
        if (completed.compareAndSet(false, true)) {
            done.succeeded();
        }
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        leave();
        if (completed.compareAndSet(false, true)) {
            done.failed(cause);
        }
    }

    private void leave() {
        ending = true;
        over = true;
        busy = false;
        gone.accept(this);
        outbox.clear();
    }

    /** Whether it has ended. */
    boolean isOver() {
        return over;
    }

    @Override
    public void gone(String name, String reason, boolean thing) {
        ending = true;
        schedule();
    }

    @Override
    public void tick() {
        long quiet = System.nanoTime() - since;
        if (busy && quiet > settings.stall().toNanos()) {
            tally.stalled.increment();
            drop("The client took nothing for " + settings.stall());
        } else if (!busy && quiet > settings.heartbeat().minus(settings.pace()).toNanos()) {
            heartbeat = true;
            iterate();
        }
    }

    @Override
    public void end() {
        ending = true;
        outbox.clear();
        schedule();
    }

    @Override
    public void drop(String reason) {
        TimeoutException cause = new TimeoutException(reason);
        if (completed.compareAndSet(false, true)) {
            done.failed(cause); // cancels the write in flight, which comes back through failed()
        }
        abort(cause);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
