package org.labthings.http.internal.observe;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.core.Notification;
import org.labthings.core.Notifications;
import org.labthings.core.ServedThing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One watched affordance: hands every update to its connections, in order, and knows what newcomers
 * need. It is known by name and outlives upgrades of its Thing.
 *
 * <p>Its lock is taken on publishers' threads, so nothing is read, written or waited for under it.
 */
final class Topic implements Notifications.Observer {
    private static final Logger LOG = LoggerFactory.getLogger(Topic.class);

    private final String thing;
    private final String name;
    private final Operation kind;
    private final AtomicLong positions;
    private final RunningInvocations running;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private History history; // null until an event stream may come back for it
    private SocketValue form = SocketValue.SAME;
    private Update latest; // of a property, while its Thing is there
    private long arrivals;

    Topic(
            String thing,
            String name,
            Operation kind,
            AtomicLong positions,
            RunningInvocations running) {
        this.thing = thing;
        this.name = name;
        this.kind = kind;
        this.positions = positions;
        this.running = running;
    }

    /** Name of the Thing. */
    String thing() {
        return thing;
    }

    /** Wire name of the affordance. */
    String name() {
        return name;
    }

    /** What it is observed as. */
    Operation kind() {
        return kind;
    }

    /** Who watches. */
    List<Connection> connections() {
        return connections;
    }

    /** Whether a Thing has the affordance, of this kind. */
    boolean existsIn(ServedThing served) {
        return switch (kind) {
            case OBSERVE_PROPERTY ->
                    served.properties().containsKey(name)
                            && served.properties().get(name).observable();
            case OBSERVE_ACTION -> served.actions().containsKey(name);
            case SUBSCRIBE_EVENT -> served.events().containsKey(name);
        };
    }

    @Override
    public synchronized void notified(Notification n) {
        if (!tells(n.kind())) {
            return; // of a new version of the Thing, in which the name is something else
        }
        Update update = update(n);
        arrivals++;
        if (kind == Operation.OBSERVE_PROPERTY) {
            latest = update;
        } else if (history != null && update.position() > 0 && !update.isRepeated()) {
            history.add(update);
        }
        connections.forEach(c -> c.offer(update));
    }

    private boolean tells(Notification.Kind of) {
        return switch (of) {
            case PROPERTY -> kind == Operation.OBSERVE_PROPERTY;
            case ACTION, PROGRESS -> kind == Operation.OBSERVE_ACTION;
            case EVENT -> kind == Operation.SUBSCRIBE_EVENT;
        };
    }

    private Update update(Notification n) {
        long position = positions.incrementAndGet();
        return switch (n.kind()) {
            case PROPERTY -> Update.property(name, n.json(), form, position);
            case EVENT -> Update.event(name, n.json(), position);
            case ACTION -> {
                InvocationStatus status = status(n.json());
                boolean news = running.news(n.invocation(), status);
                Update u =
                        Update.action(
                                name,
                                n.invocation(),
                                status,
                                running.data(n.invocation(), status),
                                position);
                yield news ? u : u.markRepeated();
            }
            case PROGRESS -> {
                InvocationStatus status = status(n.json());
                yield Update.progress(
                        name, n.invocation(), status, running.data(n.invocation(), status));
            }
        };
    }

    private static InvocationStatus status(byte[] json) {
        String quoted = new String(json, StandardCharsets.US_ASCII);
        return InvocationStatus.valueOf(
                quoted.substring(1, quoted.length() - 1).toUpperCase(Locale.ROOT));
    }

    /** Takes a connection in that wants changes only. */
    synchronized void join(Connection connection) {
        connections.add(connection);
    }

    /**
     * Takes a connection in that is told the present value of a property first, then every change
     * after it. Reads the value if none was published yet, without the lock.
     */
    void joinWithValue(Connection connection, Callable<byte[]> read) {
        synchronized (this) {
            if (latest != null) {
                connection.offer(latest);
                connections.add(connection);
                return;
            }
        }
        byte[] json = value(read);
        synchronized (this) {
            if (latest == null && json != null) {
                latest = Update.property(name, json, form, positions.incrementAndGet());
            }
            if (latest != null) {
                connection.offer(latest);
            }
            connections.add(connection);
        }
    }

    private byte[] value(Callable<byte[]> read) {
        try {
            return read.call();
        } catch (Exception e) { // whoever reads the property is told the same
            LOG.debug("{}.{} has no value to begin an event stream with", thing, name, e);
            return null;
        }
    }

    /**
     * Takes an event stream in.
     *
     * @param resume position that it has seen; 0 for everything that is kept, -1 for a new one,
     *     which is told what is running
     * @param kept what keeps updates from now on
     */
    synchronized void joinFrom(Connection connection, long resume, History kept) {
        if (history == null) {
            history = kept;
        }
        List<Update> missed = resume < 0 ? List.of() : history.since(resume);
        missed.forEach(connection::offer);
        if (running != null && resume <= 0) {
            running.present().stream()
                    .filter(p -> missed.stream().noneMatch(m -> m.tellsOf(p.invocation())))
                    .forEach(connection::offer);
        }
        connections.add(connection);
    }

    /** Notes invocations that began before the topic did. */
    synchronized void begin(List<InvocationRecord> records) {
        running.begin(records);
    }

    /** Forgets a connection. */
    synchronized void leave(Connection connection) {
        connections.remove(connection);
    }

    /** Whether somebody may come back for what it keeps. */
    synchronized boolean hasHistory() {
        return history != null;
    }

    /** The Thing, or a new version of it, is there: what its values look like on WebSockets. */
    void present(ServedThing served) {
        if (kind == Operation.OBSERVE_PROPERTY && existsIn(served)) {
            SocketValue next = SocketValue.of(served.properties().get(name).type().schema());
            synchronized (this) {
                form = next;
            }
        }
    }

    /** The Thing is away: what was the newest value is no longer. */
    synchronized void away() {
        latest = null;
    }

    /** The Thing came back: its value is told, unless a newer one was published meanwhile. */
    void renew(Callable<byte[]> read) {
        long before;
        synchronized (this) {
            before = arrivals;
        }
        byte[] json = value(read);
        synchronized (this) {
            if (json != null && arrivals == before) {
                Update update = Update.property(name, json, form, positions.incrementAndGet());
                latest = update;
                connections.forEach(c -> c.offer(update));
            }
        }
    }

    @Override
    public String toString() {
        return thing + "." + name;
    }
}
