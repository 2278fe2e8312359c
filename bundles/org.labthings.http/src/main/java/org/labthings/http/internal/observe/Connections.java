package org.labthings.http.internal.observe;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.thread.Scheduler;
import org.labthings.http.internal.reply.Refusal;

/** All open WebSockets and event streams: their limit, their clock, their end. From any thread. */
final class Connections {
    private final ObserveSettings settings;
    private final Executor executor;
    private final Scheduler scheduler;
    private final Tally tally;
    private final Topics topics;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places = new AtomicInteger();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean closed;

    Connections(
            ObserveSettings settings,
            Executor executor,
            Scheduler scheduler,
            Tally tally,
            Topics topics) {
        this.settings = settings;
        this.executor = executor;
        this.scheduler = scheduler;
        this.tally = tally;
        this.topics = topics;
    }

    /**
     * Takes a place, which {@link #leave} gives back.
     *
     * @throws Refusal when there is none
     */
    void admit() throws Refusal {
        if (closed) {
            throw new Refusal(503, "The server is stopping", Duration.ofSeconds(5));
        }
        if (places.incrementAndGet() > settings.maxObservers()) {
            places.decrementAndGet();
            tally.refused.increment();
            throw new Refusal(
                    503,
                    "The server's "
                            + settings.maxObservers()
                            + " WebSockets and event streams are in use. Close one, or raise the"
                            + " limit",
                    Duration.ofSeconds(5));
        }
    }

    /** A connection that was admitted and is open now. */
    void add(Connection connection) {
        open.add(connection);
        if (closed) {
            connection.end();
        }
        tickLater();
    }

    /** A connection that was admitted is over. */
    void leave(Connection connection) {
        open.remove(connection);
        if (places.decrementAndGet() == 0 && closed) {
            ended.complete(null);
        }
    }

    private void tickLater() {
        if (ticking.compareAndSet(false, true)) {
            scheduler.schedule(this::dispatchTick, settings.pace());
        }
    }

    private void dispatchTick() {
        try {
            executor.execute(this::tick);
        } catch (RejectedExecutionException e) { // the server is stopping
            ticking.set(false);
        }
    }

    private void tick() {
        topics.tick();
        open.forEach(Connection::tick);
        ticking.set(false);
        if (places.get() > 0 || topics.size() > 0) {
            tickLater();
        }
    }

    /** Ends all of them for good; completes when that is done. */
    CompletableFuture<Void> endAll() {
        closed = true;
        open.forEach(Connection::end);
        if (places.get() == 0) {
            ended.complete(null);
        } else {
            scheduler.schedule(
                    () -> open.forEach(c -> c.drop("The server stopped")), settings.endGrace());
        }
        return ended;
    }

    /** How many there are. */
    int size() {
        return places.get();
    }
}
