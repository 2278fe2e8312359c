package org.labthings.http.fake;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.labthings.api.Blob;
import org.labthings.api.LogRecord;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.core.Problem;
import org.labthings.schema.BlobLinks;

/** An invocation in whatever state the test wants. */
public final class FakeRecord implements InvocationRecord {
    private final UUID id = UUID.randomUUID();
    private final String thing;
    private final String action;
    private volatile State state;
    private volatile Object output;
    private volatile List<LogRecord> log = List.of();

    public FakeRecord(String thing, String action) {
        this.thing = thing;
        this.action = action;
        Instant t = Instant.parse("2026-03-02T05:05:09.112731Z");
        this.state = new State(InvocationStatus.RUNNING, t, t, null, null, null, null);
    }

    public FakeRecord completed(Object result) {
        output = result;
        Instant end = Instant.parse("2026-03-02T05:05:39Z");
        state = with(InvocationStatus.COMPLETED, end, null);
        return this;
    }

    public FakeRecord failed(Problem problem) {
        state = with(InvocationStatus.ERROR, Instant.parse("2026-03-02T05:05:39.5Z"), problem);
        return this;
    }

    public FakeRecord progress(double value, String text) {
        State s = state;
        state =
                new State(
                        s.status(),
                        s.requested(),
                        s.started(),
                        s.completed(),
                        s.error(),
                        value,
                        text);
        return this;
    }

    public FakeRecord log(LogRecord... lines) {
        log = List.of(lines);
        return this;
    }

    private State with(InvocationStatus status, Instant completed, Problem error) {
        State s = state;
        return new State(status, s.requested(), s.started(), completed, error, null, null);
    }

    @Override
    public UUID id() {
        return id;
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
    public List<LogRecord> log() {
        return log;
    }

    @Override
    public boolean hasOutput() {
        return output != null;
    }

    @Override
    public Optional<Blob> blobOutput() {
        return output instanceof Blob b ? Optional.of(b) : Optional.empty();
    }

    @Override
    public void writeInput(JsonGenerator out, BlobLinks links) throws IOException {
        out.writeStartObject();
        out.writeNumberField("to", 150.0);
        out.writeEndObject();
    }

    @Override
    public void writeOutput(JsonGenerator out, BlobLinks links) throws IOException {
        FakeType.blob().encode(output, out, links);
    }

    @Override
    public boolean cancel() {
        boolean open = !state.status().isFinal();
        if (open) {
            state = with(InvocationStatus.CANCELLED, Instant.now(), null);
        }
        return open;
    }

    @Override
    public CompletionStage<InvocationRecord> whenDone() {
        return CompletableFuture.completedFuture(this);
    }
}
