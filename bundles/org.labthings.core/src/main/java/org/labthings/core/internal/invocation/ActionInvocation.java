package org.labthings.core.internal.invocation;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.labthings.api.Blob;
import org.labthings.api.CancelEvent;
import org.labthings.api.Invocation;
import org.labthings.api.LogRecord;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.core.Notification;
import org.labthings.core.Problem;
import org.labthings.schema.BlobLinks;

/**
 * One invocation: what the action sees as its {@link Invocation}, and what clients read as its
 * {@link InvocationRecord}. Readers see an immutable {@link State}; writers take turns.
 */
final class ActionInvocation implements Invocation, InvocationRecord {
    /** Itself, its states, its places in the indices: measured, and rounded up. */
    private static final long OVERHEAD = 1000;

    private final UUID id = UUID.randomUUID();
    private final CancelEvent cancelEvent = new CancelEvent();
    private final InvocationLog log = new InvocationLog();
    private final CompletableFuture<InvocationRecord> done = new CompletableFuture<>();
    private final String thing;
    private final String action;
    private final EncodedValue input;
    private final boolean interruptible;
    private final long retentionMillis;
    private final BiConsumer<ActionInvocation, Notification.Kind> changed;
    private volatile State state =
            new State(InvocationStatus.PENDING, Instant.now(), null, null, null, null, null);
    private volatile EncodedValue output = EncodedValue.NULL;
    private volatile Blob blob;
    private Thread runner;

    /** A pending invocation that reports each change of its status. */
    ActionInvocation(ActionCall call, BiConsumer<ActionInvocation, Notification.Kind> changed) {
        this.thing = call.thing();
        this.action = call.action();
        this.input = call.input().value;
        this.interruptible = call.interruptible();
        this.retentionMillis = call.retentionMillis();
        this.changed = changed;
    }

    /**
     * The lock was obtained: the action runs on this thread from now on.
     *
     * @return false when it was withdrawn meanwhile and must not run
     */
    synchronized boolean running() {
        if (state.status().isFinal()) {
            return false;
        }
        runner = Thread.currentThread();
        State s = state;
        state =
                new State(
                        InvocationStatus.RUNNING,
                        s.requested(),
                        Instant.now(),
                        null,
                        null,
                        s.progress(),
                        s.progressText());
        changed.accept(this, Notification.Kind.ACTION);
        return true;
    }

    /** Its Thing is going: ends it if it has not begun to run. */
    void withdraw(Problem why) {
        synchronized (this) {
            if (state.status() != InvocationStatus.PENDING) {
                return;
            }
            end(InvocationStatus.CANCELLED, why);
        }
    }

    /** The action has returned or thrown: from now on nobody interrupts this thread. */
    synchronized void returned() {
        runner = null;
        Thread.interrupted(); // an interrupt that was meant for the action ends with it
    }

    void completed(EncodedValue value, Blob ifBlob) {
        output = value;
        blob = ifBlob;
        end(InvocationStatus.COMPLETED, null);
    }

    /** Ends it; the log record of a failure must have been written before. */
    void end(InvocationStatus status, Problem error) {
        synchronized (this) {
            State s = state;
            if (s.status().isFinal()) {
                return;
            }
            state =
                    new State(
                            status,
                            s.requested(),
                            s.started(),
                            Instant.now(),
                            error,
                            s.progress(),
                            s.progressText());
            changed.accept(this, Notification.Kind.ACTION);
        }
        done.complete(this);
    }

    @Override
    public boolean cancel() {
        synchronized (this) {
            if (state.status().isFinal()) {
                return false;
            }
            cancelEvent.set();
            if (interruptible) {
                interrupt();
            }
            return true;
        }
    }

    /** Interrupts the action's thread, if it still runs. */
    synchronized void interrupt() {
        if (runner != null) {
            runner.interrupt();
        }
    }

    @Override
    public synchronized void reportProgress(double fraction, String text) {
        State s = state;
        if (s.status().isFinal()) {
            return;
        }
        state = new State(s.status(), s.requested(), s.started(), null, null, fraction, text);
        changed.accept(this, Notification.Kind.PROGRESS);
    }

    boolean expired(Instant now, long floorMillis) {
        Instant completed = state.completed();
        return completed != null
                && completed.plusMillis(Math.max(retentionMillis, floorMillis)).isBefore(now);
    }

    /** About how many bytes it keeps while it is readable. */
    long size() {
        return input.size() + output.size() + log.size() + OVERHEAD;
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public CancelEvent cancelEvent() {
        return cancelEvent;
    }

    @Override
    public List<LogRecord> log() {
        return log.records();
    }

    @Override
    public void append(LogRecord entry) {
        log.append(entry);
    }

    @Override
    public String thing() {
        return thing;
    }

    @Override
    public String action() {
        return action;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public boolean hasOutput() {
        return output.isPresent();
    }

    @Override
    public Optional<Blob> blobOutput() {
        return Optional.ofNullable(blob);
    }

    @Override
    public void writeInput(JsonGenerator out, BlobLinks links) throws IOException {
        input.write(out, links);
    }

    @Override
    public void writeOutput(JsonGenerator out, BlobLinks links) throws IOException {
        output.write(out, links);
    }

    @Override
    public CompletionStage<InvocationRecord> whenDone() {
        return done.minimalCompletionStage();
    }
}
