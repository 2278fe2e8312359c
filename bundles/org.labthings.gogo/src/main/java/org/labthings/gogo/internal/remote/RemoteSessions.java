package org.labthings.gogo.internal.remote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.labthings.gogo.internal.session.ShellSession;

/**
 * The sessions: at most {@value #MOST}, each ended when nobody has used it for {@value
 * #IDLE_MINUTES} minutes. While there are none there is no thread.
 */
final class RemoteSessions implements AutoCloseable {
    static final int MOST = 8;
    static final int IDLE_MINUTES = 15;
    private static final int BEAT_SECONDS = 10;

    private final Map<String, RemoteSession> sessions = new LinkedHashMap<>();
    private final ThreadPoolExecutor lines =
            new ThreadPoolExecutor(
                    0,
                    MOST,
                    30,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    task -> daemon(task, "labthings-shell"));
    private ScheduledThreadPoolExecutor clock;
    private boolean closed;

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Adds one; false when there are too many. */
    synchronized boolean add(RemoteSession session) {
        if (closed || sessions.size() >= MOST) {
            return false;
        }
        sessions.put(session.id(), session);
        if (clock == null) {
            clock =
                    new ScheduledThreadPoolExecutor(
                            1, task -> daemon(task, "labthings-shell-clock"));
            clock.scheduleWithFixedDelay(this::tick, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
        }
        return true;
    }

    synchronized Optional<RemoteSession> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    synchronized List<RemoteSession> all() {
        return new ArrayList<>(sessions.values());
    }

    /** Runs a line on a thread of its own; false when the session has one that runs. */
    boolean run(RemoteSession session, String line, Exchange exchange) {
        if (!session.begin(exchange)) {
            return false;
        }
        try {
            lines.execute(
                    () -> {
                        ShellSession.End end = ShellSession.End.FAILED;
                        try {
                            end = session.shell().run(line, exchange);
                        } finally {
                            session.done();
                            exchange.end(end);
                        }
                    });
            return true;
        } catch (RejectedExecutionException e) {
            session.done();
            return false;
        }
    }

    void end(RemoteSession session) {
        synchronized (this) {
            sessions.remove(session.id());
            if (sessions.isEmpty() && clock != null) {
                clock.shutdown();
                clock = null;
            }
        }
        session.shell().close();
    }

    private void tick() {
        for (RemoteSession session : all()) {
            if (session.idleNanos() > TimeUnit.MINUTES.toNanos(IDLE_MINUTES)) {
                end(session);
                continue;
            }
            Exchange exchange = session.exchange();
            if (exchange != null) {
                exchange.beat();
            }
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        all().forEach(this::end);
        lines.shutdownNow();
    }
}
