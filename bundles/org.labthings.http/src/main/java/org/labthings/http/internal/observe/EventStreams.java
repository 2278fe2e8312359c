package org.labthings.http.internal.observe;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.core.Invocations;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedThing;
import org.labthings.http.internal.reply.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens event streams. On selector threads; nothing blocks. */
final class EventStreams {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final ObserveSettings settings;
    private final Presence presence;
    private final Topics topics;
    private final Connections connections;
    private final Invocations invocations;
    private final String prefix;
    private final Executor executor;
    private final Tally tally;

    EventStreams(
            ObserveSettings settings,
            Topics topics,
            Connections connections,
            Invocations invocations,
            String prefix,
            Executor executor,
            Tally tally) {
        this.settings = settings;
        this.presence = new Presence(topics);
        this.topics = topics;
        this.connections = connections;
        this.invocations = invocations;
        this.prefix = prefix;
        this.executor = executor;
        this.tally = tally;
    }

    /** Values of a property: the present one first. */
    void property(String thing, String name, Request request, Response response, Callback done)
            throws Refusal {
        ServedProperty property = presence.require(thing).properties().get(name);
        if (property == null) {
            throw presence.absent(thing, Operation.OBSERVE_PROPERTY, name);
        }
        if (!property.observable()) {
            throw new Refusal(403, "Property '" + name + "' is not observable.");
        }
        open(
                thing,
                name,
                Operation.OBSERVE_PROPERTY,
                property.memory(),
                request,
                response,
                done,
                (topic, stream) -> topic.joinWithValue(stream, topics.reader(thing, name)));
    }

    /** Status changes and progress of an action: what is running first. */
    void action(String thing, String name, Request request, Response response, Callback done)
            throws Refusal {
        ServedThing served = presence.require(thing);
        if (!served.actions().containsKey(name)) {
            throw presence.absent(thing, Operation.OBSERVE_ACTION, name);
        }
        long resume = topics.resumePoint(request.getHeaders().get(LAST_EVENT_ID));
        open(
                thing,
                name,
                Operation.OBSERVE_ACTION,
                false,
                request,
                response,
                done,
                (topic, stream) -> topics.joinFrom(topic, stream, resume));
    }

    /** Occurrences of an event. */
    void event(String thing, String name, Request request, Response response, Callback done)
            throws Refusal {
        if (!presence.require(thing).events().containsKey(name)) {
            throw presence.absent(thing, Operation.SUBSCRIBE_EVENT, name);
        }
        long resume = topics.resumePoint(request.getHeaders().get(LAST_EVENT_ID));
        open(
                thing,
                name,
                Operation.SUBSCRIBE_EVENT,
                true,
                request,
                response,
                done,
                (topic, stream) -> topics.joinFrom(topic, stream, resume));
    }

    private void open(
            String thing,
            String name,
            Operation kind,
            boolean quick,
            Request request,
            Response response,
            Callback done,
            BiConsumer<Topic, EventStream> join)
            throws Refusal {
        if (onlyHead(request, response, done)) {
            return;
        }
        connections.admit();
        Topic topic = topics.open(thing, name, kind);
        EventStream stream = stream(null, topic, request, response, done);
        if (quick) {
            begin(topic, stream, join);
        } else {
            beginLater(topic, stream, join);
        }
    }

    private void beginLater(Topic topic, EventStream stream, BiConsumer<Topic, EventStream> join) {
        try {
            executor.execute(() -> begin(topic, stream, join));
        } catch (RejectedExecutionException e) {
            stream.drop("The server is stopping");
        }
    }

    private EventStream stream(
            UUID only, Topic topic, Request request, Response response, Callback done) {
        // heartbeats are late on a server with a short idle time-out
        request.addIdleTimeoutListener(timeout -> false);
        return new EventStream(
                settings,
                topics.epoch(),
                only,
                response,
                done,
                executor,
                tally,
                s -> {
                    topics.close(topic, s);
                    connections.leave(s);
                });
    }

    private void begin(Topic topic, EventStream stream, BiConsumer<Topic, EventStream> join) {
        connections.add(stream);
        try {
            join.accept(topic, stream);
        } catch (RuntimeException e) {
            LOG.error("{}.{} cannot be observed: {}", topic.thing(), topic.name(), e.toString(), e);
            stream.drop("It cannot be observed");
        }
        if (stream.isOver()) { // it ended while it joined
            topic.leave(stream);
        }
        stream.schedule();
    }

    private static boolean onlyHead(Request request, Response response, Callback done) {
        if (!HttpMethod.HEAD.is(request.getMethod())) {
            return false;
        }
        EventStream.putHeaders(response);
        done.succeeded();
        return true;
    }

    /** What is no affordance: what is kept of it first, from where the client knows it. */
    void feed(Feed feed, Request request, Response response, Callback done) throws Refusal {
        if (onlyHead(request, response, done)) {
            return;
        }
        connections.admit();
        request.addIdleTimeoutListener(timeout -> false);
        FeedConnection connection = new FeedConnection();
        EventStream stream =
                new EventStream(
                        settings,
                        topics.epoch(),
                        null,
                        response,
                        done,
                        executor,
                        tally,
                        s -> {
                            connection.close();
                            connections.leave(s);
                        });
        long known = topics.resumePoint(request.getHeaders().get(LAST_EVENT_ID));
        try {
            executor.execute(
                    () -> {
                        connections.add(stream);
                        connection.open(feed, known, stream);
                        stream.schedule();
                    });
        } catch (RejectedExecutionException e) {
            stream.drop("The server is stopping");
        }
    }

    /** The status, progress and end of one invocation; then the response ends. */
    void invocation(UUID id, Request request, Response response, Callback done) throws Refusal {
        InvocationRecord record =
                invocations
                        .find(id)
                        .orElseThrow(
                                () -> new Refusal(404, "No invocation has the id " + id + "."));
        InvocationStatus status = record.state().status();
        if (status.isFinal() && status.wireName().equals(request.getHeaders().get(LAST_EVENT_ID))) {
            response.setStatus(204); // the client knows the end: it is not to come back
            done.succeeded();
            return;
        }
        if (onlyHead(request, response, done)) {
            return;
        }
        connections.admit();
        Topic topic = topics.open(record.thing(), record.action(), Operation.OBSERVE_ACTION);
        EventStream stream = stream(id, topic, request, response, done);
        beginLater(topic, stream, (t, s) -> follow(t, s, record));
    }

    private void follow(Topic topic, EventStream stream, InvocationRecord record) {
        topics.joinFrom(topic, stream, -1);
        if (record.state().status().isFinal()) { // after joining: else its end might be missed
            InvocationStatus status = record.state().status();
            stream.offer(
                    Update.action(
                            record.action(),
                            record.id(),
                            status,
                            () ->
                                    ActionStatus.json(
                                            prefix,
                                            record.thing(),
                                            record.action(),
                                            record.id(),
                                            status,
                                            Optional.of(record)),
                            0));
        }
    }
}
