package org.labthings.client.internal.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.labthings.client.internal.http.Transport;
import org.labthings.client.internal.json.ClientJson;

/**
 * The WebSocket of one Thing of a LabThings server: one connection for all that is observed of it,
 * open while anything is, connected again whenever it breaks.
 */
public final class ThingSocket implements AutoCloseable {
    private static final int LONGEST = 16 << 20;

    private final Transport transport;
    private final URI uri;
    private final Patience patience;
    private final Duration idle;
    private final Map<Topic, List<Watcher>> watchers = new LinkedHashMap<>(); // guarded by this
    private Connection connection; // guarded by this
    private boolean connecting; // guarded by this
    private boolean closed; // guarded by this

    /** What can be observed over a socket. */
    public enum Kind {
        /** Values of a property. */
        PROPERTY("addPropertyObservation"),
        /** Status of the runs of an action. */
        ACTION("addActionObservation"),
        /** Occurrences of an event. */
        EVENT("addEventSubscription");

        private final String message;

        Kind(String message) {
            this.message = message;
        }
    }

    private record Topic(Kind kind, String name) {}

    /**
     * A socket that is not connected yet.
     *
     * @param mostMillis the longest wait before it is connected again
     * @param idle how long it may be silent; it is asked for a sign of life before
     */
    public ThingSocket(Transport transport, URI uri, long mostMillis, Duration idle) {
        this.transport = transport;
        this.uri = uri;
        this.patience = new Patience(mostMillis);
        this.idle = idle;
    }

    /** Begins to observe; what it returns ends that. */
    public AutoCloseable watch(Kind kind, String name, Watcher watcher) {
        Topic topic = new Topic(kind, name);
        Connection open;
        synchronized (this) {
            watchers.computeIfAbsent(topic, t -> new ArrayList<>()).add(watcher);
            open = connection;
            if (open == null && !connecting && !closed) {
                connecting = true;
                transport.threads().execute(this::connect);
            }
        }
        if (open != null) {
            open.ask(List.of(topic));
            watcher.connected();
        }
        return () -> forget(topic, watcher);
    }

    private void forget(Topic topic, Watcher watcher) {
        Connection unused = null;
        synchronized (this) {
            List<Watcher> all = watchers.get(topic);
            if (all != null && all.remove(watcher) && all.isEmpty()) {
                watchers.remove(topic); // the protocol has no way to say so
            }
            if (watchers.isEmpty() && connection != null) {
                unused = connection;
                unused.over = true;
                connection = null;
            }
        }
        if (unused != null) {
            unused.end();
        }
    }

    private synchronized List<Watcher> all() {
        List<Watcher> out = new ArrayList<>();
        watchers.values().forEach(out::addAll);
        return out;
    }

    private synchronized List<Watcher> of(Kind kind, String name) {
        return List.copyOf(watchers.getOrDefault(new Topic(kind, name), List.of()));
    }

    private void connect() {
        synchronized (this) {
            if (closed || watchers.isEmpty()) {
                connecting = false;
                return;
            }
        }
        Connection next = new Connection();
        transport
                .openSocket(uri, next)
                .whenComplete(
                        (socket, failure) -> {
                            if (failure != null) {
                                lost(next, Transport.failure(failure).toString());
                            } else {
                                opened(next, socket);
                            }
                        });
    }

    private void opened(Connection next, WebSocket socket) {
        List<Topic> topics;
        boolean wanted;
        synchronized (this) {
            connecting = false;
            wanted = !closed && !watchers.isEmpty();
            connection = wanted ? next : null;
            next.over = !wanted;
            topics = List.copyOf(watchers.keySet());
        }
        if (!wanted) {
            socket.abort();
            return;
        }
        patience.worked();
        next.look();
        next.ask(topics);
        all().forEach(Watcher::connected);
    }

    private void lost(Connection which, String reason) {
        which.stopLooking();
        synchronized (this) {
            if (which.over) {
                return; // known already, or ended on purpose
            }
            which.over = true;
            connection = null;
            if (closed || watchers.isEmpty()) {
                connecting = false;
                return;
            }
            connecting = true;
        }
        all().forEach(w -> w.disconnected(reason));
        try {
            transport.timer().schedule(this::reconnect, patience.failed(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            close();
        }
    }

    private void reconnect() {
        try {
            transport.threads().execute(this::connect);
        } catch (RejectedExecutionException e) {
            close();
        }
    }

    private void message(String text) {
        JsonNode message;
        try {
            message = ClientJson.parse(text);
        } catch (IOException e) {
            return; // not of this protocol
        }
        JsonNode data = message.path("data");
        switch (message.path("messageType").asText()) {
            case "propertyStatus" ->
                    data.properties()
                            .forEach(
                                    e ->
                                            of(Kind.PROPERTY, e.getKey())
                                                    .forEach(w -> w.value(e.getValue())));
            case "event" ->
                    data.properties()
                            .forEach(
                                    e ->
                                            of(Kind.EVENT, e.getKey())
                                                    .forEach(
                                                            w ->
                                                                    w.value(
                                                                            e.getValue()
                                                                                    .path(
                                                                                            "data"))));
            case "actionStatus" ->
                    of(Kind.ACTION, data.path("action name").asText()).forEach(w -> w.value(data));
            case "response" -> refused(message);
            default -> {
                // not of interest
            }
        }
    }

    private void refused(JsonNode message) {
        JsonNode error = message.path("error");
        if (error.path("status").asText().equals("503")) {
            return; // the Thing is away; the server goes on when it is back
        }
        String name = message.path("name").asText();
        String reason = error.path("detail").asText(error.path("title").asText());
        Kind kind =
                switch (message.path("operation").asText()) {
                    case "observeaction" -> Kind.ACTION;
                    case "subscribeevent" -> Kind.EVENT;
                    default -> Kind.PROPERTY;
                };
        of(kind, name).forEach(w -> w.refused(reason));
    }

    @Override
    public void close() {
        Connection open;
        synchronized (this) {
            closed = true;
            open = connection;
            connection = null;
            watchers.clear();
            if (open != null) {
                open.over = true;
            }
        }
        if (open != null) {
            open.end();
        }
    }

    /** One connection; after it there is another. */
    private final class Connection implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private CompletableFuture<WebSocket> sent = new CompletableFuture<>(); // guarded by this
        private volatile WebSocket socket;
        private volatile long lastNanos = System.nanoTime();
        private volatile ScheduledFuture<?> looking;

        /** Nothing that it still does counts; guarded by the outer object. */
        private boolean over;

        /** Asks for signs of life, and gives it up when there are none. */
        void look() {
            long every = Math.max(10, idle.toMillis() / 3);
            looking =
                    transport
                            .timer()
                            .scheduleWithFixedDelay(
                                    this::lookNow, every, every, TimeUnit.MILLISECONDS);
        }

        private void lookNow() {
            WebSocket open = socket;
            if (System.nanoTime() - lastNanos > idle.toNanos()) {
                open.abort();
                transport
                        .threads()
                        .execute(
                                () -> lost(this, "No sign of life for " + idle.toMillis() + " ms"));
            } else {
                open.sendPing(ByteBuffer.allocate(0));
            }
        }

        void stopLooking() {
            ScheduledFuture<?> task = looking;
            if (task != null) {
                task.cancel(false);
            }
        }

        @Override
        public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            lastNanos = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            synchronized (this) {
                sent.complete(opened);
            }
            opened.request(1);
        }

        /**
         * Messages go one after the other. One for each topic: a bad name skips the rest of one.
         */
        void ask(List<Topic> topics) {
            for (Topic topic : topics) {
                ObjectNode message = ClientJson.MAPPER.createObjectNode();
                message.put("messageType", topic.kind().message);
                message.putObject("data").put(topic.name(), true);
                synchronized (this) {
                    sent = sent.thenCompose(s -> s.sendText(message.toString(), true));
                }
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            lastNanos = System.nanoTime();
            text.append(part);
            if (text.length() > LONGEST) {
                from.abort();
                lost(this, "A message is longer than " + LONGEST + " characters");
                return null;
            }
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                message(whole);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            lost(this, "The server closed the WebSocket: " + status + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            lost(this, failure.toString());
        }

        void end() {
            stopLooking();
            WebSocket open = socket;
            if (open != null) {
                open.sendClose(WebSocket.NORMAL_CLOSURE, "")
                        .orTimeout(1, TimeUnit.SECONDS)
                        .whenComplete((s, e) -> open.abort());
            }
        }
    }
}
