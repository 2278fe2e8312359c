package org.labthings.http.internal.observe;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedThing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket of one Thing (LabThings specification 1.17). Called by Jetty without blocking;
 * updates are queued on the publisher's thread and sent on the pool. Public only because Jetty
 * calls it by method handles.
 */
public final class Socket implements Session.Listener, Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Socket.class);

    private final String thing;
    private final ObserveSettings settings;
    private final Topics topics;
    private final Presence presence;
    private final Tally tally;
    private final Consumer<Socket> over;
    private final Outbox outbox;
    private final SocketSender sender;
    private final Map<String, Topic> observed = new HashMap<>(); // guarded by itself
    private boolean left; // guarded by observed
    private volatile Session session;
    private volatile long heard = System.nanoTime();
    private volatile long pinged = System.nanoTime();

    /** A socket that opens when Jetty says so; {@code over} is told once when it is closed. */
    Socket(
            String thing,
            ObserveSettings settings,
            Topics topics,
            Executor executor,
            Tally tally,
            Consumer<Socket> over) {
        this.thing = thing;
        this.settings = settings;
        this.topics = topics;
        this.presence = new Presence(topics);
        this.tally = tally;
        this.over = over;
        this.outbox = new Outbox(settings.queueMessages(), settings.queueBytes(), tally);
        this.sender = new SocketSender(outbox, executor, tally, () -> drop("a write failed"));
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        opened.setIdleTimeout(settings.stall());
        opened.setMaxTextMessageSize(settings.maxRequest());
        opened.setMaxBinaryMessageSize(settings.maxRequest());
        heard = System.nanoTime();
        session = opened;
        sender.open(opened);
    }

    @Override
    public void onWebSocketText(String text) {
        heard = System.nanoTime();
        try {
            Optional<ObserveRequest> request = ObserveRequest.parse(text);
            if (request.isPresent()) {
                observe(request.get());
            }
        } catch (ObserveRequest.Malformed e) {
            sender.reply(e.reply());
        }
        sender.demand();
    }

    /** Names in order; the first bad one ends the request, the ones before it stay observed. */
    private void observe(ObserveRequest request) {
        for (String name : request.names()) {
            String error = error(request.operation(), name);
            if (error != null) {
                sender.reply(error);
                return;
            }
            synchronized (observed) {
                if (!left && !observed.containsKey(name)) {
                    Topic topic = topics.open(thing, name, request.operation());
                    observed.put(name, topic);
                    topic.join(this);
                }
            }
        }
    }

    private String error(Operation operation, String name) {
        Optional<ServedThing> served = presence.find(thing);
        if (served.isEmpty()) {
            return SocketFormat.unavailable(operation, name, presence.reason(thing));
        }
        return switch (operation) {
            case OBSERVE_PROPERTY -> {
                ServedProperty property = served.get().properties().get(name);
                if (property != null && !property.observable()) {
                    yield SocketFormat.notObservable(name);
                }
                yield property == null ? SocketFormat.notFound(operation, name) : null;
            }
            case OBSERVE_ACTION ->
                    served.get().actions().containsKey(name)
                            ? null
                            : SocketFormat.notFound(operation, name);
            case SUBSCRIBE_EVENT ->
                    served.get().events().containsKey(name)
                            ? null
                            : SocketFormat.notFound(operation, name);
        };
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        heard = System.nanoTime();
        callback.succeed();
        sender.reply(ObserveRequest.binaryReply());
        sender.demand();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        heard = System.nanoTime();
        sender.demand();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("WebSocket of Thing '{}' failed", thing, cause);
        leave();
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        leave();
        callback.succeed();
    }

    private void leave() {
        List<Topic> all;
        synchronized (observed) {
            if (left) {
                return;
            }
            left = true;
            all = List.copyOf(observed.values());
            observed.clear();
        }
        all.forEach(t -> topics.close(t, this));
        outbox.clear();
        over.accept(this);
    }

    @Override
    public void offer(Update update) {
        if (update.kind() != Update.Kind.PROGRESS) {
            outbox.add(update);
            sender.schedule();
        }
    }

    @Override
    public void gone(String name, String reason, boolean whole) {
        if (whole) {
            close(reason);
            return;
        }
        Topic topic;
        synchronized (observed) {
            topic = observed.remove(name);
        }
        if (topic != null) {
            topics.close(topic, this);
            sender.reply(SocketFormat.notFound(topic.kind(), name));
        }
    }

    private void close(String reason) {
        Session open = session;
        if (open == null) {
            leave();
        } else {
            open.close(StatusCode.SHUTDOWN, reason, Callback.NOOP);
        }
    }

    @Override
    public void tick() {
        long now = System.nanoTime();
        if (sender.isStuck(settings.stall()) || now - heard > settings.stall().toNanos()) {
            tally.stalled.increment();
            drop("it took or said nothing for " + settings.stall());
        } else if (session != null
                && !sender.isBusy()
                && now - pinged > settings.ping().toNanos()) {
            pinged = now;
            session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
    }

    @Override
    public void end() {
        close("The server is stopping");
    }

    @Override
    public void drop(String reason) {
        LOG.debug("WebSocket of Thing '{}' is ended: {}", thing, reason);
        Session open = session;
        if (open != null) {
            open.disconnect();
        }
        leave();
    }
}
