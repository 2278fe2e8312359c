package org.labthings.http.internal.mjpeg;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.labthings.api.MjpegStream;

/**
 * The clients of one stream, known by name, and the stream that now has that name. It listens to
 * the stream only while it has clients, so that a camera may rest. When the Thing is upgraded the
 * hub gets the new stream and the clients stay; when the Thing itself stops its stream they end.
 *
 * <p>Lock order: hub, then stream, then feed. The producer holds the stream's lock when it calls
 * the feed, and the feed's task comes here without any.
 */
final class StreamHub {
    private final Executor executor;
    private final FramePool pool;
    private final Tally tally;
    private final BooleanSupplier relief;
    private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
    private MjpegStream source; // guarded by this
    private volatile FrameFeed feed; // written under the lock

    /**
     * A hub without a stream.
     *
     * @param relief ends a client that holds a buffer for long; false when there is none
     */
    StreamHub(Executor executor, FramePool pool, Tally tally, BooleanSupplier relief) {
        this.executor = executor;
        this.pool = pool;
        this.tally = tally;
        this.relief = relief;
    }

    /** The stream that now has this hub's name; null while its Thing is away. */
    synchronized void source(MjpegStream next) {
        if (next != source) {
            detach();
            source = next;
            attach();
        }
    }

    /** Takes a client in. It is ended at once if the stream is stopped. */
    synchronized void add(StreamClient client) {
        clients.add(client);
        attach();
    }

    /** Forgets a client that is over. */
    synchronized void remove(StreamClient client) {
        clients.remove(client);
        if (clients.isEmpty()) {
            detach();
        }
    }

    /** Ends every response after the frame in flight: the stream is gone for good. */
    void end() {
        source(null);
        clients.forEach(c -> c.end(true));
    }

    private void attach() {
        if (source != null && feed == null && !clients.isEmpty()) {
            feed = new FrameFeed(this, executor, tally);
            source.addListener(feed);
        }
    }

    private void detach() {
        if (feed != null) {
            source.removeListener(feed);
            feed = null;
        }
    }

    /** A frame, from the feed's task: writes are started, none is waited for. */
    void frame(FrameFeed from, byte[] jpeg) {
        if (from != feed || clients.isEmpty()) {
            return; // a straggler of a stream that was replaced, or that nobody watches any more
        }
        Frame frame = pool.frame(jpeg);
        while (frame == null && pool.fits(jpeg.length) && relief.getAsBoolean()) {
            frame = pool.frame(jpeg);
        }
        if (frame == null) {
            tally.framesLost.increment();
            return;
        }
        tally.framesIn.increment();
        for (StreamClient client : clients) {
            client.offer(frame);
        }
        frame.release();
    }

    /** The Thing stopped its stream: responses end after the frames that came before. */
    void stopped(FrameFeed from) {
        List<StreamClient> watching;
        synchronized (this) {
            if (from != feed) {
                return;
            }
            detach(); // whoever comes next attaches anew, and is told at once if it is still
            // stopped
            watching = List.copyOf(clients);
        }
        watching.forEach(c -> c.end(false)); // without the lock: completes responses
    }
}
