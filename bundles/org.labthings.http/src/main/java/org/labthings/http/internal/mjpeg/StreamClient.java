package org.labthings.http.internal.mjpeg;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * One open response: one frame in flight, at most one waiting, the newest. Frames come from the
 * hub's task; what a slow socket left over is written on by the selector thread, through the
 * iteration of the super class, which never recurses and never blocks.
 */
final class StreamClient extends IteratingCallback {
    private static final HttpField MULTIPART =
            new PreEncodedHttpField(
                    HttpHeader.CONTENT_TYPE, "multipart/x-mixed-replace; boundary=frame");
    private static final HttpField NO_STORE =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Response response;
    private final Callback done;
    private final Tally tally;
    private final Consumer<StreamClient> gone;
    private final AtomicBoolean completed = new AtomicBoolean();
    private boolean begun; // by the iteration only
    private Frame writing; // by the iteration only
    private Frame waiting; // guarded by this
    private boolean ending; // guarded by this
    private boolean over; // guarded by this
    private volatile long since = System.nanoTime();
    private volatile boolean busy;

    /** A client that begins when it is iterated; {@code gone} is told once, when it is over. */
    StreamClient(Response response, Callback done, Tally tally, Consumer<StreamClient> gone) {
        this.response = response;
        this.done = done;
        this.tally = tally;
        this.gone = gone;
    }

    /** What says that a response is a live stream. */
    static void putHeaders(Response response) {
        response.getHeaders().put(MULTIPART).put(NO_STORE);
    }

    /** Gives it the newest frame, which replaces one that still waits. */
    void offer(Frame frame) {
        Frame skipped;
        synchronized (this) {
            if (over || ending) {
                return;
            }
            frame.retain();
            skipped = waiting;
            waiting = frame;
        }
        if (skipped != null) {
            skipped.release();
            tally.framesSkipped.increment();
        }
        iterate();
    }

    /**
     * Completes the response when the frame in flight is sent.
     *
     * @param soon whether the waiting frame is left out
     */
    void end(boolean soon) {
        Frame skipped = null;
        synchronized (this) {
            ending = true;
            if (soon) {
                skipped = waiting;
                waiting = null;
            }
        }
        if (skipped != null) {
            skipped.release();
        }
        iterate();
    }

    /** Ends it now, whatever is in flight; the connection is closed. */
    void drop(Throwable cause) {
        if (completed.compareAndSet(false, true)) {
            done.failed(cause); // cancels the write in flight, which comes back through failed()
        }
        abort(cause);
    }

    /** Whether one frame has been in flight for longer than this. */
    boolean isStuck(Duration limit) {
        return inFlight() > limit.toNanos();
    }

    /** For how long the frame in flight has been, in nanoseconds; 0 without one. */
    long inFlight() {
        return busy ? System.nanoTime() - since : 0;
    }

    /** For how long nothing was written, in nanoseconds; 0 while something is in flight. */
    long silence() {
        return busy ? 0 : System.nanoTime() - since;
    }

    @Override
    protected Action process() {
        if (!begun) {
            begun = true; // the headers must not wait for the first frame
            putHeaders(response);
            return write(NOTHING);
        }
        synchronized (this) {
            writing = waiting;
            waiting = null;
            if (writing == null) {
                return ending ? Action.SUCCEEDED : Action.IDLE;
            }
        }
        return write(writing.content());
    }

    private Action write(ByteBuffer bytes) {
        since = System.nanoTime();
        busy = true;
        response.write(false, bytes, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onSuccess() {
        busy = false;
        if (writing != null) {
            writing.release();
            writing = null;
            tally.framesSent.increment();
        }
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
        busy = false;
        if (writing != null) {
            writing.releaseAfterFailure();
            writing = null;
        }
        leave();
        if (completed.compareAndSet(false, true)) {
            done.failed(cause);
        }
    }

    private void leave() {
        Frame left;
        synchronized (this) {
            over = true;
            left = waiting;
            waiting = null;
        }
        if (left != null) {
            left.release();
        }
        gone.accept(this);
    }

    @Override
    public InvocationType getInvocationType() {
        return Invocable.InvocationType.NON_BLOCKING;
    }
}
