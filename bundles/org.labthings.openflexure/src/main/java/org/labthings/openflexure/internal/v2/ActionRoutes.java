package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.labthings.api.EndpointResponse;
import org.labthings.api.HttpError;
import org.labthings.core.InvocationRecord;
import org.labthings.core.Invocations;
import org.labthings.http.extension.ServerRequest;
import org.labthings.http.extension.ServerRoute;
import org.labthings.openflexure.internal.job.Job;
import org.labthings.openflexure.internal.job.Jobs;
import org.labthings.openflexure.internal.legacy.Answers;
import org.labthings.openflexure.internal.legacy.Instruments;

/** {@code /actions/...} but for the camera's, and the tasks that they start. */
final class ActionRoutes {
    private static final List<String> AXES = List.of("x", "y", "z");

    private final Instruments instruments;
    private final Jobs jobs;

    ActionRoutes(Instruments instruments, Jobs jobs) {
        this.instruments = instruments;
        this.jobs = jobs;
    }

    List<ServerRoute> routes() {
        return V2.all(
                List.of(
                        V2.both("POST", "/actions/stage/move", this::move),
                        V2.both(
                                "POST",
                                "/actions/stage/zero",
                                rq -> start(Instruments.STAGE, "set_zero_position", none(), rq)),
                        V2.both(
                                "POST",
                                "/actions/system/shutdown",
                                rq -> start(Instruments.SYSTEM, "shutdown", none(), rq)),
                        V2.both(
                                "POST",
                                "/actions/system/reboot",
                                rq -> start(Instruments.SYSTEM, "reboot", none(), rq)),
                        V2.both("GET", "/actions", this::list),
                        V2.both("GET", "/tasks", this::list),
                        V2.both("GET", "/actions/{id}", this::task),
                        V2.both("GET", "/tasks/{id}", this::task),
                        V2.both("DELETE", "/actions/{id}", this::cancel),
                        V2.both("DELETE", "/tasks/{id}", this::cancel)));
    }

    private static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    private EndpointResponse start(
            String thing, String action, JsonNode arguments, ServerRequest request)
            throws IOException {
        return started(instruments.invoke(thing, action, arguments, request), request);
    }

    /** The answer to a POST that starts a task. */
    static EndpointResponse started(InvocationRecord record, ServerRequest request)
            throws IOException {
        return Answers.json(Task.of(record, request)).withStatus(201);
    }

    private EndpointResponse move(ServerRequest request) throws IOException {
        JsonNode body = Answers.body(request);
        ObjectNode steps = none();
        for (String axis : AXES) {
            steps.put(axis, steps(body.path(axis), axis));
        }
        boolean absolute = body.path("absolute").asBoolean(false);
        return start(
                Instruments.STAGE, absolute ? "move_absolute" : "move_relative", steps, request);
    }

    /** MATLAB has no integers: what has no fraction is one. */
    private static int steps(JsonNode value, String axis) {
        if (value.isMissingNode() || value.isNull()) {
            return 0;
        }
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new HttpError(
                    422, axis + " must be a whole number of steps, not " + Answers.excerpt(value));
        }
        return (int) number;
    }

    private EndpointResponse list(ServerRequest request) throws IOException {
        ArrayNode tasks = JsonNodeFactory.instance.arrayNode();
        for (InvocationRecord record : invocations().list()) {
            tasks.add(Task.of(record, request));
        }
        jobs.list().forEach(job -> tasks.add(Task.of(job, request)));
        return Answers.json(tasks);
    }

    private EndpointResponse task(ServerRequest request) throws IOException {
        UUID id = Task.id(request);
        Optional<Job> job = jobs.find(id);
        return Answers.json(
                job.isPresent() ? Task.of(job.get(), request) : Task.of(invocation(id), request));
    }

    private EndpointResponse cancel(ServerRequest request) throws IOException {
        UUID id = Task.id(request);
        Optional<Job> job = jobs.find(id);
        if (job.isPresent()) {
            job.get().cancel();
        } else {
            invocation(id).cancel();
        }
        return task(request);
    }

    private InvocationRecord invocation(UUID id) {
        return invocations().find(id).orElseThrow(Task::unknown);
    }

    private Invocations invocations() {
        return instruments.invocations();
    }
}
