package org.labthings.http.internal.mjpeg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.labthings.api.MjpegStream;
import org.labthings.core.ServedStream;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingStatus;
import org.labthings.core.Things;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.reply.Refusal;
import org.labthings.http.internal.route.Route;
import org.labthings.http.metrics.StreamCounters;

/**
 * All live streams of the server, by name of Thing and stream. From any thread; nothing blocks.
 *
 * <p>A response outlives an upgrade of its Thing: as long as the Thing has a status it waits for
 * the frames of the next one. It ends when the Thing stops its stream, or is gone for good.
 */
public final class LiveStreams {
    /** Who takes longer for a frame gives way when memory is short. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final StreamSettings settings;
    private final Executor executor;
    private final Scheduler scheduler;
    private final Tally tally = new Tally();
    private final FramePool pool;
    private final AtomicInteger live = new AtomicInteger();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
    private final Map<Key, StreamHub> hubs = new HashMap<>(); // guarded by this
    private Things view = new Things(Map.of(), Map.of(), false); // guarded by this
    private volatile boolean closed;

    private record Key(String thing, String stream) {}

    /**
     * Without any stream yet: {@link #thingsChanged} tells which there are.
     *
     * @param executor the server's pool; must not run tasks on the caller's thread
     * @param scheduler the server's
     */
    public LiveStreams(StreamSettings settings, Executor executor, Scheduler scheduler) {
        this.settings = settings;
        this.executor = executor;
        this.scheduler = scheduler;
        this.pool = new FramePool(settings.bufferBytes());
    }

    /** Follows the view of Things. On the life-cycle thread, in order; quick. */
    public void thingsChanged(Things things) {
        List<StreamHub> over = new ArrayList<>();
        synchronized (this) {
            view = things;
            for (Iterator<Map.Entry<Key, StreamHub>> i = hubs.entrySet().iterator();
                    i.hasNext(); ) {
                Map.Entry<Key, StreamHub> hub = i.next();
                MjpegStream now = source(hub.getKey());
                if (now == null && !mayReturn(hub.getKey())) {
                    over.add(hub.getValue());
                    i.remove();
                } else {
                    hub.getValue().source(now);
                }
            }
        }
        over.forEach(StreamHub::end);
    }

    private MjpegStream source(Key key) {
        ServedThing thing = view.served().get(key.thing());
        ServedStream stream = thing == null ? null : thing.streams().get(key.stream());
        return stream == null ? null : stream.stream();
    }

    private boolean mayReturn(Key key) {
        return !view.served().containsKey(key.thing()) && view.statuses().containsKey(key.thing());
    }

    /** The route of a stream. */
    public Route stream(String thing, String stream) {
        Key key = new Key(thing, stream);
        return (request, response, callback) -> {
            try {
                open(key, request, response, callback);
            } catch (Refusal e) {
                ErrorReply.write(request, response, callback, e, ErrorReply.Source.AFFORDANCE);
            }
        };
    }

    private void open(Key key, Request request, Response response, Callback callback)
            throws Refusal {
        if (isStopped(key) || HttpMethod.HEAD.is(request.getMethod())) {
            StreamClient.putHeaders(response);
            callback.succeeded();
            return;
        }
        admit(key);
        StreamClient client = connect(key, response, callback);
        // a stream without frames is not idle; while a frame is in flight Jetty does not ask
        request.addIdleTimeoutListener(timeout -> false);
        client.iterate(); // sends the headers
        if (closed) {
            client.end(true);
        }
        sweepLater();
    }

    /** Whether the Thing stopped its stream; while it is closed, which stops it too, it is away. */
    private boolean isStopped(Key key) throws Refusal {
        MjpegStream stream = present(key);
        while (stream.isStopped()) {
            MjpegStream now = present(key); // a Thing leaves the view before it is closed
            if (now == stream) {
                return true;
            }
            stream = now;
        }
        return false;
    }

    private synchronized StreamClient connect(Key key, Response response, Callback callback)
            throws Refusal {
        try {
            MjpegStream stream = present(key); // again: the view may have changed
            StreamHub hub =
                    hubs.computeIfAbsent(
                            key, k -> new StreamHub(executor, pool, tally, this::relieve));
            hub.source(stream);
            StreamClient client = new StreamClient(response, callback, tally, c -> gone(hub, c));
            clients.add(client);
            hub.add(client);
            return client;
        } catch (Refusal | RuntimeException e) {
            live.decrementAndGet();
            throw e;
        }
    }

    private synchronized MjpegStream present(Key key) throws Refusal {
        MjpegStream stream = source(key);
        if (stream == null) {
            throw absent(key);
        }
        return stream;
    }

    private Refusal absent(Key key) {
        ThingStatus status = view.statuses().get(key.thing());
        if (status == null || status.served()) {
            return new Refusal(
                    404, "Thing '" + key.thing() + "' has no stream '" + key.stream() + "'");
        }
        return new Refusal(
                503,
                "Thing '" + key.thing() + "' is not running: " + status.reason(),
                Duration.ofSeconds(1));
    }

    private void admit(Key key) throws Refusal {
        if (closed) {
            throw new Refusal(503, "The server is stopping", Duration.ofSeconds(5));
        }
        if (live.incrementAndGet() > settings.maxClients() && !oneLeaves()) {
            live.decrementAndGet();
            tally.refused.increment();
            throw new Refusal(
                    503,
                    "Stream '"
                            + key.stream()
                            + "' of Thing '"
                            + key.thing()
                            + "' cannot be opened: the server's "
                            + settings.maxClients()
                            + " live streams are in use. Close one, or raise the limit",
                    Duration.ofSeconds(5));
        }
    }

    /** Ends the client that was quiet for longest: it may have left, and nobody noticed. */
    private boolean oneLeaves() {
        long limit = settings.silence().toNanos();
        Optional<StreamClient> quiet =
                clients.stream()
                        .filter(c -> c.silence() > limit)
                        .max(Comparator.comparingLong(StreamClient::silence));
        quiet.ifPresent(c -> c.end(true));
        return quiet.isPresent();
    }

    /** Memory is short: ends the client that has been busy with one frame for longest. */
    private boolean relieve() {
        Optional<StreamClient> stuck =
                clients.stream()
                        .filter(c -> c.isStuck(SLOW))
                        .max(Comparator.comparingLong(StreamClient::inFlight));
        stuck.ifPresent(this::dropStuck);
        return stuck.isPresent();
    }

    private void dropStuck(StreamClient client) {
        tally.timedOut.increment();
        client.drop(new TimeoutException("The client does not take a frame in time"));
    }

    private void gone(StreamHub hub, StreamClient client) {
        hub.remove(client);
        clients.remove(client);
        if (live.decrementAndGet() == 0) {
            pool.trim();
            if (closed) {
                ended.complete(null);
            }
        }
    }

    private void sweepLater() {
        if (sweeping.compareAndSet(false, true)) {
            scheduler.schedule(this::sweep, settings.writeTimeout().dividedBy(4));
        }
    }

    private void sweep() {
        for (StreamClient client : clients) {
            if (client.isStuck(settings.writeTimeout())) {
                dropStuck(client);
            }
        }
        sweeping.set(false);
        if (live.get() > 0) {
            sweepLater();
        }
    }

    /**
     * Ends all responses for good, at the beginning of a graceful stop: the frame in flight
     * finishes, as long as the client takes it in time.
     *
     * @return completes when all have ended
     */
    public CompletableFuture<Void> endAll() {
        closed = true;
        clients.forEach(c -> c.end(true));
        if (live.get() == 0) {
            ended.complete(null);
        } else {
            scheduler.schedule(() -> clients.forEach(this::dropLate), settings.endGrace());
        }
        return ended;
    }

    private void dropLate(StreamClient client) {
        client.drop(new TimeoutException("The server stopped; the client took no frame in time"));
    }

    /** What happened so far. */
    public StreamCounters counters() {
        return new StreamCounters(
                live.get(),
                settings.maxClients(),
                tally.framesIn.sum(),
                tally.framesSent.sum(),
                tally.framesSkipped.sum(),
                tally.framesLost.sum(),
                pool.buffers(),
                pool.bytes(),
                tally.refused.sum(),
                tally.timedOut.sum());
    }
}
