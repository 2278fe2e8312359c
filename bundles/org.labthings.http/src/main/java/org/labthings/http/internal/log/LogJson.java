package org.labthings.http.internal.log;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.labthings.core.InvocationRecord;
import org.labthings.core.Invocations;
import org.labthings.logging.LogLine;
import org.labthings.schema.Json;

/** Log records as OpenFlexure's clients read them. From any thread. */
final class LogJson {
    /** Local time, as everywhere in that format. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS").withZone(ZoneId.systemDefault());

    private final Invocations invocations;

    /**
     * Records whose invocations are looked up here.
     *
     * @param invocations those that are still known
     */
    LogJson(Invocations invocations) {
        this.invocations = invocations;
    }

    /** All of them, the newest first. */
    byte[] list(List<LogLine> oldestFirst) throws IOException {
        return Json.bytes(
                out -> {
                    out.writeStartArray();
                    for (int i = oldestFirst.size() - 1; i >= 0; i--) {
                        write(oldestFirst.get(i), out);
                    }
                    out.writeEndArray();
                });
    }

    /** One of them. */
    byte[] one(LogLine line) {
        try {
            return Json.bytes(out -> write(line, out));
        } catch (IOException e) {
            throw new UncheckedIOException("A log record is plain data", e);
        }
    }

    private void write(LogLine line, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("timestamp", TIME.format(line.time()));
        out.writeStringField("level", line.level());
        out.writeStringField("summary", line.summary());
        out.writeStringField("message", line.message());
        out.writeStringField("invocation_id", line.invocation());
        out.writeStringField("calling_action", action(line.invocation()));
        out.writeStringField("logger", line.logger());
        out.writeNumberField("sequence", line.sequence());
        out.writeEndObject();
    }

    /** Null when there was no invocation, or it is no longer known. */
    private String action(String invocation) {
        if (invocation == null) {
            return null;
        }
        try {
            return invocations
                    .find(UUID.fromString(invocation))
                    .map(InvocationRecord::action)
                    .orElse(null);
        } catch (IllegalArgumentException e) { // somebody else's diagnostic context
            return null;
        }
    }
}
