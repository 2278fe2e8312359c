package org.labthings.http.internal.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.NegotiatingServerConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose next request does not get on: a head that arrives byte by byte keeps
 * within the idle time-out for ever. Looks at all connections now and then, on the scheduler's
 * thread; a bean of its connector.
 */
final class SlowHeads extends AbstractLifeCycle {
    private static final int LOOKS = 4;

    private final ServerConnector connector;
    private final Scheduler scheduler;
    private final Duration patience;
    private Map<EndPoint, State> states = new HashMap<>(); // by the scheduled task only
    private volatile Scheduler.Task next;

    SlowHeads(ServerConnector connector, Scheduler scheduler, Duration patience) {
        this.connector = connector;
        this.scheduler = scheduler;
        this.patience = patience;
    }

    /**
     * A connection between two requests.
     *
     * @param requests that it had
     * @param bytes that it had sent when it was first seen so
     * @param since when more came, in nanoseconds; null while nothing did
     */
    private record State(long requests, long bytes, Long since) {}

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        Scheduler.Task task = next;
        if (task != null) {
            task.cancel();
        }
    }

    private void schedule() {
        next = scheduler.schedule(this::look, patience.toMillis() / LOOKS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!isRunning()) {
            return;
        }
        long now = System.nanoTime();
        Map<EndPoint, State> seen = new HashMap<>();
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            State state = look(endPoint, states.get(endPoint), now);
            if (state != null) {
                seen.put(endPoint, state);
            }
        }
        states = seen;
        schedule();
    }

    private State look(EndPoint endPoint, State before, long now) {
        Connection connection = endPoint.getConnection();
        if (connection instanceof SslConnection ssl) {
            connection = ssl.getSslEndPoint().getConnection();
        }
        boolean http1 = connection instanceof ConnectionMetaData;
        if (!http1 && !(connection instanceof NegotiatingServerConnection)) {
            return null; // HTTP/2 and WebSockets have their own time-outs
        }
        long requests = connection.getMessagesIn();
        if (requests != connection.getMessagesOut()) {
            return null; // one is being answered
        }
        long bytes = http1 ? connection.getBytesIn() : 1;
        if (before == null || before.requests != requests) {
            boolean begun = requests == 0 && bytes > 0;
            return new State(requests, begun ? 0 : bytes, begun ? now : null);
        }
        Long since =
                before.since == null && bytes > before.bytes ? Long.valueOf(now) : before.since;
        if (since != null && now - since > patience.toNanos()) {
            endPoint.close();
            return null;
        }
        return new State(requests, before.bytes, since);
    }
}
