package org.labthings.client;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.labthings.api.LogRecord;
import org.labthings.client.internal.http.Answer;
import org.labthings.client.internal.http.Transport;
import org.labthings.client.internal.json.ClientJson;
import org.labthings.client.internal.observe.EventStream;
import org.labthings.client.internal.observe.Watcher;
import org.labthings.client.internal.td.Affordance;
import org.labthings.client.internal.td.Form;

/**
 * One run of an action on another server. It is asked about until it is over: by polling, and where
 * the server sends events about it, as soon as it ends. From any thread.
 */
public final class RemoteInvocation {
    private static final Set<String> UNFINISHED = Set.of("idle", "pending", "running");

    private final Connection connection;
    private final Affordance affordance;
    private final CompletableFuture<JsonNode> output = new CompletableFuture<>();
    private final CompletableFuture<Object> result;
    private final InvocationProgress progress = new InvocationProgress();
    private final URI self;
    private volatile JsonNode latest;
    private volatile EventStream events;
    private ScheduledFuture<?> next; // guarded by this
    private long interval;
    private long lastContact = System.nanoTime();

    private RemoteInvocation(
            Connection connection, Affordance affordance, JsonNode first, URI self) {
        this.connection = connection;
        this.affordance = affordance;
        this.latest = first;
        this.self = self;
        this.interval = connection.options().firstPoll().toMillis();
        this.result = output.thenApply(connection::value);
    }

    /**
     * Begins to follow what an answer started. A server that is none of the LabThings family may
     * answer with the output itself.
     */
    static RemoteInvocation follow(Connection connection, Affordance affordance, Answer answer) {
        JsonNode body = answer.jsonIfAny();
        boolean invocation = body.path("status").isTextual() && body.has("id");
        if (!invocation) {
            RemoteInvocation done = new RemoteInvocation(connection, affordance, body, null);
            done.output.complete(body.isMissingNode() ? JsonNodeFactory.instance.nullNode() : body);
            return done;
        }
        URI self = self(connection, body);
        RemoteInvocation run = new RemoteInvocation(connection, affordance, body, self);
        if (UNFINISHED.contains(body.path("status").asText()) && self == null) {
            throw new ObjectHasNoLinksError(
                    "The invocation of "
                            + affordance.name()
                            + " has no link that says where it can be asked about");
        }
        connection.running().add(run);
        run.output.whenComplete((done, failure) -> connection.running().remove(run));
        run.take(body);
        if (connection.transport().isClosed()) {
            run.abandon();
        }
        return run;
    }

    private static URI self(Connection connection, JsonNode body) {
        for (JsonNode link : body.path("links")) {
            if (link.path("rel").asText().equals("self") && link.path("href").isTextual()) {
                return connection.td().url().resolve(link.path("href").textValue());
            }
        }
        return null;
    }

    /**
     * Its id on the server; empty when the server has none.
     *
     * @return a UUID as text, or an empty text
     */
    public String id() {
        return latest.path("id").asText("");
    }

    /**
     * {@code pending}, {@code running}, {@code completed}, {@code cancelled} or {@code error}.
     *
     * @return in the words of the wire
     */
    public String status() {
        return self == null ? "completed" : latest.path("status").asText();
    }

    /** {@return how far it is, 0 to 1; empty when the server does not say} */
    public Optional<Double> progress() {
        return progress.fraction();
    }

    /** {@return its log so far, oldest first} */
    public List<LogRecord> log() {
        return progress.log(latest);
    }

    /**
     * Tells a listener how it goes on, beginning with what is known already.
     *
     * @param listener told on a thread of the client
     * @return this
     */
    public RemoteInvocation listen(InvocationListener listener) {
        progress.add(listener, latest);
        return this;
    }

    /**
     * Its output when it is over: JDK values, or a blob. Fails with {@link ServerActionError},
     * {@link org.labthings.api.InvocationCancelledError} or {@link
     * org.labthings.api.GlobalLockBusyError}. Cancelling the future cancels nothing: use {@link
     * #cancel}.
     *
     * @return a future that is not shared
     */
    public CompletableFuture<Object> result() {
        return result.copy();
    }

    /**
     * Waits for its output, as long as it takes.
     *
     * @return JDK values, or a {@link org.labthings.api.Blob}
     * @throws InterruptedException when the thread is interrupted; the invocation goes on
     */
    public Object await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    /**
     * Waits for its output at most so long; then it is asked to cancel.
     *
     * @param limit more than 0
     * @return its output
     * @throws ThingUnavailableError when it took longer
     * @throws InterruptedException when the thread is interrupted; the invocation goes on
     */
    public Object await(Duration limit) throws InterruptedException {
        if (!done(limit)) {
            cancel();
            throw new ThingUnavailableError(
                    0,
                    "Action "
                            + affordance.name()
                            + " (ID: "
                            + id()
                            + ") is not over after "
                            + limit.toMillis()
                            + " ms; it was asked to cancel",
                    true,
                    null);
        }
        return await();
    }

    /**
     * Waits for its output as a part of the invocation that runs on this thread, if there is one:
     * when that is cancelled, or the thread is interrupted, this is cancelled as well.
     *
     * @return its output
     * @throws InterruptedException when the thread is interrupted; the invocation was asked to
     *     cancel
     */
    public Object awaitHere() throws InterruptedException {
        TypedAction.await(this);
        return await();
    }

    /** Waits for its end, however it ends; false when that does not come in time. */
    boolean done(Duration limit) throws InterruptedException {
        try {
            output.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        }
        return true;
    }

    /** Its output as a type, once it is over. */
    Object output(Type type) throws InterruptedException {
        try {
            JavaType wanted = ClientJson.MAPPER.constructType(type);
            return Values.as(output.get(), wanted, connection);
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } catch (IllegalArgumentException | IOException e) {
            throw new ServerActionError(
                    200,
                    "The output of action " + affordance.name() + " " + e.getMessage(),
                    null,
                    e.getMessage());
        }
    }

    private static RuntimeException thrown(Throwable failure) {
        if (failure instanceof Error e) {
            throw e; // a cancelled invocation
        }
        return failure instanceof RuntimeException e
                ? e
                : new ClientError(0, failure.toString(), failure);
    }

    /**
     * Asks the server to cancel it, and returns when the server has taken that; it is over when
     * {@link #result} completes.
     *
     * @return false when it was over already, or the server does not know it any more
     * @throws ThingUnavailableError when there is no answer
     */
    public boolean cancel() {
        if (self == null || output.isDone()) {
            return false;
        }
        Answer answer = connection.send("DELETE", self, null);
        soon(0);
        return !answer.failed();
    }

    /** Takes a state from the server. */
    private void take(JsonNode state) {
        latest = state;
        progress.update(state);
        String status = state.path("status").asText();
        if (UNFINISHED.contains(status)) {
            soon(interval);
            return;
        }
        EventStream open = events;
        if (open != null) {
            open.close();
        }
        if (status.equals("completed")) {
            output.complete(state.path("output"));
        } else {
            output.completeExceptionally(InvocationFailure.of(affordance.name(), state));
        }
    }

    /** Asks then, and not at the time that was meant before. */
    private synchronized void soon(long millis) {
        if (next != null) {
            next.cancel(false);
        }
        try {
            next =
                    connection
                            .transport()
                            .timer()
                            .schedule(this::poll, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            abandon();
        }
    }

    /** The client was closed: nobody asks any more. It may go on at the server. */
    void abandon() {
        output.completeExceptionally(
                new ThingUnavailableError(
                        0,
                        "The client of "
                                + connection.td().url()
                                + " was closed while action "
                                + affordance.name()
                                + " (ID: "
                                + id()
                                + ") was running",
                        false,
                        null));
    }

    private synchronized void poll() {
        if (output.isDone()) {
            return;
        }
        connection
                .transport()
                .sendAsync("GET", self, null)
                .whenComplete((answer, failure) -> polled(answer, failure));
    }

    private synchronized void polled(Answer answer, Throwable failure) {
        if (output.isDone()) {
            return;
        }
        if (failure != null) {
            IOException e = Transport.failure(failure);
            long silent = System.nanoTime() - lastContact;
            if (silent > connection.options().requestTimeout().toNanos()) {
                output.completeExceptionally(Connection.unavailable(self, e));
            } else {
                soon(connection.options().pollInterval().toMillis());
            }
            return;
        }
        lastContact = System.nanoTime();
        if (answer.failed()) {
            JsonNode detail = answer.jsonIfAny().path("detail");
            String text = detail.isTextual() ? detail.textValue() : answer.excerpt();
            output.completeExceptionally(
                    new ServerActionError(
                            answer.status(),
                            "Asking about action "
                                    + affordance.name()
                                    + " (ID: "
                                    + id()
                                    + ") failed with the status "
                                    + answer.status()
                                    + ": "
                                    + text,
                            null,
                            text));
            return;
        }
        interval = connection.options().pollInterval().toMillis();
        take(answer.jsonIfAny());
        if (!output.isDone() && events == null) {
            listenForItsEnd();
        }
    }

    /** An event says at once that it is over, where polling would be late. */
    private void listenForItsEnd() {
        Optional<URI> uri =
                affordance.forms().stream()
                        .filter(f -> f.subprotocol().equals("sse"))
                        .filter(f -> f.operations().contains("queryaction"))
                        .map(Form::href)
                        .filter(href -> href.contains("{id}"))
                        .map(href -> URI.create(href.replace("{id}", id())))
                        .findFirst();
        if (uri.isEmpty()) {
            return;
        }
        events =
                EventStream.open(
                        connection.transport(),
                        uri.get(),
                        new End(),
                        connection.options().longestReconnect().toMillis());
        output.whenComplete((done, failure) -> events.close());
    }

    private final class End implements Watcher {
        @Override
        public void value(JsonNode value) {
            if (!UNFINISHED.contains(value.path("status").asText())) {
                soon(0);
            } else {
                progress.update(value);
            }
        }

        @Override
        public void connected() {}

        @Override
        public void disconnected(String reason) {}

        @Override
        public void refused(String reason) {}
    }
}
