package org.labthings.http.internal.observe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.labthings.core.Notifications;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingServer;
import org.labthings.core.Things;
import org.labthings.schema.BlobLinks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics that are watched, or that somebody may come back to. Follows the view of Things on the
 * pool: when a Thing comes back its observers are told the present values, when it is gone for good
 * they are ended. From any thread.
 */
final class Topics {
    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

    private final ThingServer server;
    private final ObserveSettings settings;
    private final Executor executor;
    private final BlobLinks links;
    private final String epoch = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong positions = new AtomicLong();
    private final AtomicInteger changes = new AtomicInteger();
    private final Map<Key, Held> topics = new HashMap<>(); // guarded by this
    private volatile Things view = new Things(Map.of(), Map.of(), false);

    private record Key(String thing, String name, Operation kind) {}

    /** A topic with what the registry knows about it; guarded by the registry. */
    private static final class Held {
        private final Topic topic;
        private final Notifications.Subscription subscription;
        private ServedThing seen;
        private int users;
        private long unusedSince;

        Held(Topic topic, Notifications.Subscription subscription, ServedThing seen) {
            this.topic = topic;
            this.subscription = subscription;
            this.seen = seen;
        }
    }

    Topics(ThingServer server, ObserveSettings settings, Executor executor) {
        this.server = server;
        this.settings = settings;
        this.executor = executor;
        this.links = new StoredLinks(server.blobs(), server.apiPrefix());
    }

    /** The Things now. */
    Things view() {
        return view;
    }

    /** What the ids of this run of the server begin with. */
    String epoch() {
        return epoch;
    }

    /** The topic of an affordance, which stays until it is closed as often as opened. */
    synchronized Topic open(String thing, String name, Operation kind) {
        Held held = topics.computeIfAbsent(new Key(thing, name, kind), this::create);
        held.users++;
        return held.topic;
    }

    private Held create(Key key) {
        RunningInvocations running =
                key.kind() == Operation.OBSERVE_ACTION
                        ? new RunningInvocations(
                                server.invocations(), server.apiPrefix(), key.thing(), key.name())
                        : null;
        Topic topic = new Topic(key.thing(), key.name(), key.kind(), positions, running);
        ServedThing served = view.served().get(key.thing());
        if (served != null) {
            topic.present(served);
        }
        return new Held(
                topic, server.notifications().subscribe(key.thing(), key.name(), topic), served);
    }

    /** Takes an event stream of an action or event in; may take a millisecond for an action. */
    void joinFrom(Topic topic, Connection connection, long resume) {
        if (topic.kind() == Operation.OBSERVE_ACTION && !topic.hasHistory()) {
            topic.begin(server.invocations().list(topic.thing(), topic.name()));
        }
        topic.joinFrom(
                connection,
                resume,
                new History(settings.historyMessages(), settings.historyBytes()));
    }

    /** How the value of a property is read, of the Thing that has the name by then. */
    Callable<byte[]> reader(String thing, String name) {
        return () -> {
            ServedThing served = view.served().get(thing);
            ServedProperty property = served == null ? null : served.properties().get(name);
            return property == null ? null : property.read(links);
        };
    }

    /** Where somebody who sends this {@code Last-Event-ID} goes on; -1 for who sends none. */
    long resumePoint(String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return -1;
        }
        String start = epoch + "-";
        try {
            return lastEventId.startsWith(start)
                    ? Math.max(0, Long.parseLong(lastEventId.substring(start.length())))
                    : 0; // of an earlier run of the server: all that is kept is new to it
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Ends one use of a topic. */
    synchronized void close(Topic topic, Connection connection) {
        topic.leave(connection);
        Key key = new Key(topic.thing(), topic.name(), topic.kind());
        Held held = topics.get(key);
        if (held == null || held.topic != topic || --held.users > 0) {
            return;
        }
        if (topic.hasHistory() && view.statuses().containsKey(topic.thing())) {
            held.unusedSince = System.nanoTime();
        } else {
            dispose(key, held);
        }
    }

    private void dispose(Key key, Held held) {
        topics.remove(key);
        held.subscription.close();
    }

    /** Follows the view. On the life-cycle thread, in order; the work is done on the pool. */
    void thingsChanged(Things things) {
        view = things;
        if (changes.getAndIncrement() == 0) {
            try {
                executor.execute(this::follow);
            } catch (RejectedExecutionException e) { // the server is stopping
                changes.set(0);
            }
        }
    }

    private void follow() {
        int done;
        do {
            done = changes.get();
            Things now = view;
            for (Held held : held()) {
                try {
                    follow(held, now);
                } catch (RuntimeException e) { // of one topic; the others must follow
                    LOG.error("{} cannot follow the Things: {}", held.topic, e.toString(), e);
                }
            }
        } while (changes.addAndGet(-done) > 0);
    }

    private synchronized List<Held> held() {
        return List.copyOf(topics.values());
    }

    private void follow(Held held, Things things) {
        Topic topic = held.topic;
        ServedThing now = things.served().get(topic.thing());
        ServedThing before;
        synchronized (this) {
            before = held.seen;
            held.seen = now;
        }
        if (now == null) {
            topic.away();
            if (!things.statuses().containsKey(topic.thing())) {
                gone(held, "Thing '" + topic.thing() + "' was removed from the server", true);
            }
        } else if (now != before) {
            topic.present(now);
            if (!topic.existsIn(now)) {
                String reason =
                        "Thing '%s' has no observable %s '%s' any more"
                                .formatted(topic.thing(), topic.kind().noun(), topic.name());
                gone(held, reason, false);
            } else if (topic.kind() == Operation.OBSERVE_PROPERTY) {
                topic.renew(reader(topic.thing(), topic.name()));
            }
        }
    }

    private void gone(Held held, String reason, boolean thing) {
        Topic topic = held.topic;
        topic.connections().forEach(c -> c.gone(topic.name(), reason, thing));
        synchronized (this) {
            if (held.users == 0) {
                dispose(new Key(topic.thing(), topic.name(), topic.kind()), held);
            }
        }
    }

    /** Forgets what nobody came back for. */
    synchronized void tick() {
        long now = System.nanoTime();
        long window = settings.resumeWindow().toNanos();
        topics.entrySet().stream()
                .filter(e -> e.getValue().users == 0 && now - e.getValue().unusedSince > window)
                .toList()
                .forEach(e -> dispose(e.getKey(), e.getValue()));
    }

    /** How many there are. */
    synchronized int size() {
        return topics.size();
    }
}
