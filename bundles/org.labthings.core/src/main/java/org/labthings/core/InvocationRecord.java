package org.labthings.core;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.labthings.api.Blob;
import org.labthings.api.LogRecord;
import org.labthings.schema.BlobLinks;
import org.osgi.annotation.versioning.ProviderType;

/** One run of an action, readable while it runs and until it expires. From any thread, no locks. */
@ProviderType
public interface InvocationRecord {
    /** Identity. */
    UUID id();

    /** Name of the Thing. */
    String thing();

    /** Wire name of the action. */
    String action();

    /** A consistent picture of what changes. */
    State state();

    /** The newest records of its log, at most 1000, oldest first. */
    List<LogRecord> log();

    /** Whether a result other than null is there. */
    boolean hasOutput();

    /** The result if it is a blob by itself. */
    Optional<Blob> blobOutput();

    /**
     * Writes the validated arguments.
     *
     * @throws IOException when they cannot be encoded
     */
    void writeInput(JsonGenerator out, BlobLinks links) throws IOException;

    /**
     * Writes the result; null while there is none.
     *
     * @throws IOException when it cannot be encoded
     */
    void writeOutput(JsonGenerator out, BlobLinks links) throws IOException;

    /** Asks it to cancel. False when it is over already. */
    boolean cancel();

    /** Completes, never exceptionally, when it is over. */
    CompletionStage<InvocationRecord> whenDone();

    /**
     * What changes during a run.
     *
     * @param status where it is
     * @param requested when it was created
     * @param started when it began to run, or null
     * @param completed when it was over, or null
     * @param error why it failed or was cancelled, or null
     * @param progress 0 to 1, or null if never reported
     * @param progressText what is being done, or null
     */
    record State(
            InvocationStatus status,
            Instant requested,
            Instant started,
            Instant completed,
            Problem error,
            Double progress,
            String progressText) {}
}
