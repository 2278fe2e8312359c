package org.labthings.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.labthings.api.Blob;
import org.labthings.api.LogRecord;
import org.labthings.core.BlobStore;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.core.Problem;
import org.labthings.schema.Json;
import org.labthings.testing.internal.JsonValues;
import org.labthings.testing.internal.Patience;
import org.labthings.testing.internal.TestLinks;

/**
 * One run of an action, as a client would see it. From any thread; every wait ends at the deadline
 * of the server it runs on, with an {@link AssertionError} that says how the run is.
 */
public final class TestInvocation {
    private final InvocationRecord invocation;
    private final BlobStore blobs;
    private final Duration deadline;

    TestInvocation(InvocationRecord invocation, BlobStore blobs, Duration deadline) {
        this.invocation = invocation;
        this.blobs = blobs;
        this.deadline = deadline;
    }

    /** Where it is. */
    public InvocationStatus status() {
        return invocation.state().status();
    }

    /** The newest 1000 records of its log, oldest first. */
    public List<LogRecord> log() {
        return invocation.log();
    }

    /** The progress it reported last, 0 to 1. */
    public Optional<Double> progress() {
        return Optional.ofNullable(invocation.state().progress());
    }

    /** What it is doing, as it reported last. */
    public Optional<String> progressText() {
        return Optional.ofNullable(invocation.state().progressText());
    }

    /** Why it failed or was cancelled. */
    public Optional<Problem> error() {
        return Optional.ofNullable(invocation.state().error());
    }

    /** Asks it to cancel, as DELETE does; false when it is over already. Does not wait. */
    public boolean cancel() {
        return invocation.cancel();
    }

    /** Waits until it runs, or is over. */
    public TestInvocation awaitRunning() {
        return await(() -> status() != InvocationStatus.PENDING, "It should run");
    }

    /** Waits until it has reported at least this progress. */
    public TestInvocation awaitProgress(double fraction) {
        return await(
                () -> progress().orElse(-1.0) >= fraction, "It should report progress " + fraction);
    }

    /** Waits until its log contains a text. */
    public TestInvocation awaitLog(String text) {
        return await(
                () -> log().stream().anyMatch(r -> r.message().contains(text)),
                "It should log '" + text + "'");
    }

    private TestInvocation await(BooleanSupplier condition, String what) {
        // Whatever has not happened when it is over will not happen any more.
        Patience.await(
                deadline,
                () -> condition.getAsBoolean() || status().isFinal(),
                () -> what + ", but " + this);
        if (!condition.getAsBoolean()) {
            throw new AssertionError(what + ", but " + this);
        }
        return this;
    }

    /** Waits until it is over, however it ends. */
    public TestInvocation awaitEnd() {
        return await(() -> status().isFinal(), "It should end");
    }

    /**
     * Waits for its result.
     *
     * @throws AssertionError with its error and log, when it does not complete
     */
    public JsonNode result() {
        awaitEnd();
        if (status() != InvocationStatus.COMPLETED) {
            throw new AssertionError("It should complete, but " + this);
        }
        try {
            TestLinks links = new TestLinks(blobs);
            return JsonValues.parse(Json.bytes(out -> invocation.writeOutput(out, links)));
        } catch (IOException e) {
            throw new UncheckedIOException("The result cannot be encoded", e);
        }
    }

    /** Waits for its result, as a Java object; see {@link #result()}. */
    public <R> R result(Class<R> type) {
        return JsonValues.as(result(), type);
    }

    /** Waits for its result, which is a blob; see {@link #result()}. */
    public Blob blob() {
        result();
        return invocation
                .blobOutput()
                .orElseThrow(() -> new AssertionError("The result is no blob: " + result()));
    }

    /** Action, status, error and log: for the message of a failed test. */
    @Override
    public String toString() {
        String log =
                log().stream()
                        .map(r -> "\n  " + r.level() + " " + r.message())
                        .collect(Collectors.joining());
        return invocation.thing()
                + "."
                + invocation.action()
                + " is "
                + status().wireName()
                + error().map(e -> ": " + e.title() + ": " + e.detail()).orElse("")
                + (log.isEmpty() ? "" : "; its log:" + log);
    }
}
