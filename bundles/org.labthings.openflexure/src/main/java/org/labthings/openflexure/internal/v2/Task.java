package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.labthings.api.HttpError;
import org.labthings.api.LogRecord;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.http.extension.ServerRequest;
import org.labthings.openflexure.internal.job.Job;
import org.labthings.schema.Json;

/**
 * An invocation as the old API shows it (OpenFlexure specification 9.3). It never says {@code
 * pending}: the MATLAB client takes everything but {@code running} and {@code idle} for the end.
 */
final class Task {
    private static final String FOLDER = V2.ROOT + "/actions/";

    private Task() {}

    /** One task. */
    static ObjectNode of(InvocationRecord record, ServerRequest request) throws IOException {
        InvocationRecord.State state = record.state();
        String action = record.thing() + "." + record.action();
        ObjectNode task = begin(record.id(), action, status(state.status()), record.log(), request);
        if (state.progress() != null) {
            task.put("progress", Math.round(state.progress() * 100));
        }
        JsonNode output = Json.tree(out -> record.writeOutput(out, request.links()));
        task.set("output", output);
        task.set("return", output); // what the oldest clients read
        return task;
    }

    /** A task that is no invocation. */
    static ObjectNode of(Job job, ServerRequest request) {
        ObjectNode task = begin(job.id(), job.name(), status(job.status()), job.log(), request);
        task.put("progress", Math.round(job.progress() * 100));
        JsonNode output = job.output();
        task.set("output", output);
        task.set("return", output);
        return task;
    }

    private static ObjectNode begin(
            UUID id, String action, String status, List<LogRecord> lines, ServerRequest request) {
        String href = request.baseUrl() + FOLDER + id;
        ObjectNode task = JsonNodeFactory.instance.objectNode();
        task.put("id", id.toString());
        task.put("action", action);
        task.put("status", status);
        task.put("href", href);
        task.putObject("links").putObject("self").put("href", href);
        task.set("log", log(lines));
        return task;
    }

    private static String status(InvocationStatus status) {
        return status.isFinal() ? status.wireName() : InvocationStatus.RUNNING.wireName();
    }

    private static ArrayNode log(List<LogRecord> lines) {
        ArrayNode log = JsonNodeFactory.instance.arrayNode();
        for (LogRecord line : lines) {
            log.addObject()
                    .put("levelno", line.level().number())
                    .put("levelname", line.level().name())
                    .put("message", line.message());
        }
        return log;
    }

    /**
     * The task that a request names.
     *
     * @throws HttpError 404 when it is none
     */
    static UUID id(ServerRequest request) {
        try {
            return UUID.fromString(request.parameters().get("id"));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    /** There is no such task, or not any more. */
    static HttpError unknown() {
        return new HttpError(404, "There is no such task, or it ended a while ago");
    }
}
