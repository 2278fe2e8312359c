package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.UUID;
import org.labthings.api.HttpError;
import org.labthings.api.LogRecord;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.core.Invocations;
import org.labthings.http.extension.ServerRequest;
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
        String href = request.baseUrl() + FOLDER + record.id();
        ObjectNode task = JsonNodeFactory.instance.objectNode();
        task.put("id", record.id().toString());
        task.put("action", record.thing() + "." + record.action());
        task.put("status", status(state.status()));
        task.put("href", href);
        task.putObject("links").putObject("self").put("href", href);
        task.set("log", log(record));
        if (state.progress() != null) {
            task.put("progress", Math.round(state.progress() * 100));
        }
        JsonNode output = Json.tree(out -> record.writeOutput(out, request.links()));
        task.set("output", output);
        task.set("return", output); // what the oldest clients read
        return task;
    }

    private static String status(InvocationStatus status) {
        return status.isFinal() ? status.wireName() : InvocationStatus.RUNNING.wireName();
    }

    private static ArrayNode log(InvocationRecord record) {
        ArrayNode log = JsonNodeFactory.instance.arrayNode();
        for (LogRecord line : record.log()) {
            log.addObject()
                    .put("levelno", line.level().number())
                    .put("levelname", line.level().name())
                    .put("message", line.message());
        }
        return log;
    }

    /**
     * The invocation whose task a request names.
     *
     * @throws HttpError 404 when it is not known, or not any more
     */
    static InvocationRecord find(Invocations invocations, ServerRequest request) {
        try {
            return invocations
                    .find(UUID.fromString(request.parameters().get("id")))
                    .orElseThrow(Task::unknown);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static HttpError unknown() {
        return new HttpError(404, "There is no such task, or it ended a while ago");
    }
}
