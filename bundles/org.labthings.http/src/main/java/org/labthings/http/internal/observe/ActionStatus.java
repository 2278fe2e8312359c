package org.labthings.http.internal.observe;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.core.Problem;
import org.labthings.http.internal.reply.Percent;
import org.labthings.schema.Json;

/** What event streams are told about an invocation. */
final class ActionStatus {
    private ActionStatus() {}

    /**
     * The JSON object.
     *
     * @param prefix of all paths
     * @param status the one that is told, which the record may have left already
     * @param record of the invocation; empty once it has expired
     */
    static byte[] json(
            String prefix,
            String thing,
            String action,
            UUID id,
            InvocationStatus status,
            Optional<InvocationRecord> record) {
        InvocationRecord.State state = record.map(InvocationRecord::state).orElse(null);
        try {
            return Json.bytes(
                    out -> {
                        out.writeStartObject();
                        out.writeStringField("id", id.toString());
                        out.writeStringField("action", prefix + "/" + thing + "/" + action);
                        out.writeStringField("href", prefix + "/action_invocations/" + id);
                        out.writeStringField("status", status.wireName());
                        writeProgress(out, state);
                        if (state != null && status.isFinal() && state.error() != null) {
                            writeProblem(out, state.error());
                        }
                        out.writeEndObject();
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("Strings and numbers can always be encoded", e);
        }
    }

    private static void writeProgress(JsonGenerator out, InvocationRecord.State state)
            throws IOException {
        if (state == null || state.progress() == null) {
            out.writeNullField("progress");
        } else {
            out.writeNumberField("progress", Percent.of(state.progress()));
        }
        out.writeStringField("progressText", state == null ? null : state.progressText());
    }

    private static void writeProblem(JsonGenerator out, Problem problem) throws IOException {
        out.writeObjectFieldStart("error");
        out.writeStringField("detail", problem.detail());
        out.writeStringField("type", problem.type());
        out.writeNumberField("status", problem.status());
        out.writeStringField("title", problem.title());
        out.writeNullField("instance");
        out.writeEndObject();
    }
}
