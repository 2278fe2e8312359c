package org.labthings.http.internal.observe;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.labthings.core.ThingServer;
import org.labthings.core.Things;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.reply.Refusal;
import org.labthings.http.internal.route.Route;
import org.labthings.http.metrics.ObserveCounters;

/**
 * WebSockets and event streams of all Things. From any thread; nothing blocks.
 *
 * <p>An observation is by name and outlives an upgrade of its Thing: when the Thing is back,
 * observers of properties are told their present values.
 */
public final class Observations {
    /**
     * Name of what the WebSockets speak, in Thing Descriptions. Nobody needs to ask for it: the
     * reference selects no subprotocol at all.
     */
    public static final String SUBPROTOCOL = "labthings";

    private static final String EVENTS = "text/event-stream";

    private final ObserveSettings settings;
    private final ServerWebSocketContainer sockets;
    private final Executor executor;
    private final Tally tally = new Tally();
    private final Topics topics;
    private final Presence presence;
    private final Connections connections;
    private final EventStreams streams;

    /**
     * Without any Thing yet: {@link #thingsChanged} tells which there are.
     *
     * @param sockets the server's, declared non-blocking
     * @param executor the server's pool; must not run tasks on the caller's thread
     * @param scheduler the server's
     */
    public Observations(
            ThingServer server,
            ObserveSettings settings,
            ServerWebSocketContainer sockets,
            Executor executor,
            Scheduler scheduler) {
        this.settings = settings;
        this.sockets = sockets;
        this.executor = executor;
        this.topics = new Topics(server, settings, executor);
        this.presence = new Presence(topics);
        this.connections = new Connections(settings, executor, scheduler, tally, topics);
        this.streams =
                new EventStreams(
                        settings,
                        topics,
                        connections,
                        server.invocations(),
                        server.apiPrefix(),
                        executor,
                        tally);
    }

    /** Follows the view of Things. On the life-cycle thread, in order; quick. */
    public void thingsChanged(Things things) {
        topics.thingsChanged(things);
    }

    /** Whether a request prefers an event stream to the resource's JSON. */
    public static boolean wantsEvents(Request request) {
        List<String> accept = request.getHeaders().getCSV(HttpHeader.ACCEPT, false);
        if (accept.stream().noneMatch(a -> a.startsWith(EVENTS))) {
            return false; // most requests; also those that take anything
        }
        QuotedQualityCSV order = new QuotedQualityCSV();
        accept.forEach(order::addValue);
        return order.getValues().stream().findFirst().filter(v -> v.startsWith(EVENTS)).isPresent();
    }

    /** The WebSocket of a Thing: {@code GET {P}/{T}/ws} with an upgrade; without one it is 404. */
    public Route socket(String thing) {
        return answered((rq, rs, cb) -> upgrade(thing, rq, rs, cb));
    }

    private static Route answered(Opening opening) {
        return (request, response, callback) -> {
            try {
                opening.open(request, response, callback);
            } catch (Refusal e) {
                ErrorReply.write(request, response, callback, e, ErrorReply.Source.AFFORDANCE);
            }
        };
    }

    /** Begins an observation, or refuses to. */
    private interface Opening {
        void open(Request request, Response response, Callback callback) throws Refusal;
    }

    private void upgrade(String thing, Request request, Response response, Callback callback)
            throws Refusal {
        boolean handshake =
                request.getHeaders().contains(HttpHeader.UPGRADE, "websocket")
                        || HttpMethod.CONNECT.is(request.getMethod()); // HTTP/2
        if (!handshake) {
            throw new Refusal(404, "Not Found");
        }
        presence.require(thing);
        connections.admit();
        Socket socket = new Socket(thing, settings, topics, executor, tally, connections::leave);
        connections.add(socket); // a handshake that fails on the way is ended by its silence
        boolean upgraded = false;
        try {
            upgraded =
                    sockets.upgrade(
                            (rq, rs, cb) -> named(rq, rs, socket), request, response, callback);
        } finally {
            if (!upgraded) {
                socket.drop("the handshake failed");
            }
        }
        if (!upgraded) {
            throw new Refusal(400, "The WebSocket handshake is not valid");
        }
    }

    private static Socket named(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Socket socket) {
        if (request.hasSubProtocol(SUBPROTOCOL)) { // else a browser would hang up
            response.setAcceptedSubProtocol(SUBPROTOCOL);
        }
        return socket;
    }

    /** Values of a property, the present one first: {@code {P}/{T}/{property}/sse}. */
    public Route property(String thing, String name) {
        return answered((rq, rs, cb) -> streams.property(thing, name, rq, rs, cb));
    }

    /** Status changes and progress of an action: {@code {P}/{T}/{action}/sse}. */
    public Route action(String thing, String name) {
        return answered((rq, rs, cb) -> streams.action(thing, name, rq, rs, cb));
    }

    /** Occurrences of an event: {@code {P}/{T}/{event}/sse}. */
    public Route event(String thing, String name) {
        return answered((rq, rs, cb) -> streams.event(thing, name, rq, rs, cb));
    }

    /** One invocation until its end: {@code {P}/action_invocations/{id}/sse}. */
    public Route invocation(UUID id) {
        return answered((rq, rs, cb) -> streams.invocation(id, rq, rs, cb));
    }

    /** Something that is no affordance, such as the log. */
    public Route feed(Feed feed) {
        return answered((rq, rs, cb) -> streams.feed(feed, rq, rs, cb));
    }

    /**
     * Ends all of them for good, at the beginning of a graceful stop.
     *
     * @return completes when all have ended
     */
    public CompletableFuture<Void> endAll() {
        return connections.endAll();
    }

    /** What happened so far. */
    public ObserveCounters counters() {
        return new ObserveCounters(
                connections.size(),
                settings.maxObservers(),
                topics.size(),
                tally.sent.sum(),
                tally.superseded.sum(),
                tally.dropped.sum(),
                tally.refused.sum(),
                tally.stalled.sum());
    }
}
