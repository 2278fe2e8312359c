package org.labthings.http.internal.invocation;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.labthings.api.LogRecord;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.http.internal.reply.Percent;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.reply.Timestamps;
import org.labthings.schema.BlobLinks;

/** Invocations as clients see them (LabThings specification 1.9 and 1.11). */
public final class InvocationJson {
    private final String prefix;

    /** For a server with this path prefix. */
    public InvocationJson(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Writes the full form: what starting and polling an invocation answers. Progress is an
     * addition, there only once the action has reported some.
     *
     * @param baseUrl as the client of this request reaches the server
     * @throws IOException when input or output cannot be encoded
     */
    public void writeFull(
            InvocationRecord record, JsonGenerator out, String baseUrl, BlobLinks links)
            throws IOException {
        InvocationRecord.State state = record.state();
        out.writeStartObject();
        members(record, state, out, baseUrl);
        out.writeFieldName("input");
        record.writeInput(out, links);
        out.writeFieldName("output");
        if (state.status() == InvocationStatus.COMPLETED) {
            record.writeOutput(out, links);
        } else {
            out.writeNull();
        }
        out.writeArrayFieldStart("log");
        for (LogRecord line : record.log()) {
            write(line, out);
        }
        out.writeEndArray();
        out.writeFieldName("error");
        if (state.error() == null) {
            out.writeNull();
        } else {
            out.writeStartObject();
            Reply.members(out, state.error());
            out.writeEndObject();
        }
        if (state.progress() != null) {
            out.writeNumberField("progress", Percent.of(state.progress()));
            out.writeStringField("progressText", state.progressText());
        }
        out.writeEndObject();
    }

    /**
     * Writes the form of lists.
     *
     * @throws IOException as the generator
     */
    public void writeSummary(InvocationRecord record, JsonGenerator out, String baseUrl)
            throws IOException {
        out.writeStartObject();
        members(record, record.state(), out, baseUrl);
        out.writeEndObject();
    }

    private void members(
            InvocationRecord record,
            InvocationRecord.State state,
            JsonGenerator out,
            String baseUrl)
            throws IOException {
        String id = record.id().toString();
        String href = baseUrl + prefix + "/action_invocations/" + id;
        out.writeStringField("status", state.status().wireName());
        out.writeStringField("id", id);
        out.writeStringField("action", prefix + "/" + record.thing() + "/" + record.action());
        out.writeStringField("href", href);
        out.writeStringField("timeStarted", Timestamps.local(state.started()));
        out.writeStringField("timeRequested", Timestamps.local(state.requested()));
        out.writeStringField("timeCompleted", Timestamps.local(state.completed()));
        out.writeArrayFieldStart("links");
        link(out, href, "self");
        link(out, href + "/output", "output");
        out.writeEndArray();
    }

    private static void link(JsonGenerator out, String href, String rel) throws IOException {
        out.writeStartObject();
        out.writeStringField("href", href);
        out.writeNullField("type");
        out.writeStringField("rel", rel);
        out.writeNullField("anchor");
        out.writeEndObject();
    }

    private static void write(LogRecord line, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("message", line.message());
        out.writeStringField("levelname", line.level().name());
        out.writeNumberField("levelno", line.level().number());
        out.writeNumberField("lineno", line.line());
        out.writeStringField("filename", line.file());
        out.writeStringField("created", Timestamps.utc(line.created()));
        out.writeStringField("exception_type", line.exceptionType());
        out.writeStringField("traceback", line.traceback());
        out.writeEndObject();
    }
}
