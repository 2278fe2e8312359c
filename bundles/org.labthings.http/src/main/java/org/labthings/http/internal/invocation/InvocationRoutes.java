package org.labthings.http.internal.invocation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.api.Blob;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.core.ThingServer;
import org.labthings.http.internal.download.BlobReply;
import org.labthings.http.internal.exchange.BaseUrl;
import org.labthings.http.internal.exchange.RequestLinks;
import org.labthings.http.internal.exchange.UuidParameter;
import org.labthings.http.internal.observe.Observations;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.route.PathPattern;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.route.Route;
import org.labthings.http.internal.work.Lane;
import org.labthings.http.internal.work.Work;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Json;
import org.labthings.schema.ValidationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code {P}/action_invocations} and what is below (LabThings specification 1.12). */
public final class InvocationRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(InvocationRoutes.class);

    private final ThingServer server;
    private final InvocationJson json;
    private final InvocationLists lists;
    private final BlobReply blobs;
    private final Observations observations;
    private final Lane lane;
    private final Duration deadline;

    /**
     * Routes to the invocations of a server.
     *
     * @param lane where inputs and outputs are encoded
     */
    public InvocationRoutes(
            ThingServer server,
            InvocationJson json,
            InvocationLists lists,
            BlobReply blobs,
            Observations observations,
            Lane lane,
            Duration deadline) {
        this.server = server;
        this.json = json;
        this.lists = lists;
        this.blobs = blobs;
        this.observations = observations;
        this.lane = lane;
        this.deadline = deadline;
    }

    /** What they are. */
    public List<Registration> registrations(String prefix) {
        PathPattern one = PathPattern.of(prefix, "/action_invocations/{id}");
        PathPattern events = PathPattern.of(prefix, "/action_invocations/{id}/sse");
        PathPattern output = PathPattern.of(prefix, "/action_invocations/{id}/output");
        return List.of(
                Registration.exact(
                        "GET",
                        prefix + "/action_invocations",
                        lists.route(() -> server.invocations().list())),
                new Registration("GET", one, values -> found(values.get("id"), this::poll)),
                new Registration("DELETE", one, values -> found(values.get("id"), this::cancel)),
                new Registration("GET", output, values -> found(values.get("id"), this::output)),
                new Registration("GET", events, values -> found(values.get("id"), this::events)));
    }

    private interface OnRecord {
        void handle(Request request, Response response, Callback callback, InvocationRecord record)
                throws Exception;
    }

    private Route found(String text, OnRecord next) {
        return (rq, rs, cb) -> {
            UUID id;
            try {
                id = UuidParameter.parse("id", text);
            } catch (ValidationException e) {
                ErrorReply.write(rq, rs, cb, e, ErrorReply.Source.AFFORDANCE);
                return;
            }
            Optional<InvocationRecord> record = server.invocations().find(id);
            if (record.isPresent()) {
                next.handle(rq, rs, cb, record.get());
            } else {
                Reply.detail(rq, rs, cb, 404, "No action invocation found with ID " + id);
            }
        };
    }

    private void poll(Request rq, Response rs, Callback cb, InvocationRecord record) {
        String baseUrl = BaseUrl.of(rq);
        BlobLinks links = new RequestLinks(server.blobs(), baseUrl, server.apiPrefix());
        Work.start(
                rq,
                rs,
                cb,
                lane,
                deadline,
                ErrorReply.Source.AFFORDANCE,
                () ->
                        encoded(
                                record,
                                "invocation",
                                out -> json.writeFull(record, out, baseUrl, links)));
    }

    /** At once, on the selector: cancelling must never wait behind what is to be cancelled. */
    private void cancel(Request rq, Response rs, Callback cb, InvocationRecord record) {
        if (record.cancel()) {
            Reply.jsonNull(rs, cb, 200);
            return;
        }
        String status = record.state().status().name();
        String detail =
                "The invocation is InvocationStatus." + status + " and may not be cancelled.";
        Reply.detail(rq, rs, cb, 503, detail);
    }

    private void events(Request rq, Response rs, Callback cb, InvocationRecord record)
            throws Exception {
        observations.invocation(record.id()).handle(rq, rs, cb);
    }

    private void output(Request rq, Response rs, Callback cb, InvocationRecord record) {
        boolean completed = record.state().status() == InvocationStatus.COMPLETED;
        if (!completed || !record.hasOutput()) {
            Reply.detail(rq, rs, cb, 503, "No result is available for this invocation");
            return;
        }
        Optional<Blob> blob = record.blobOutput();
        if (blob.isPresent()) {
            blobs.write(rq, rs, cb, blob.get());
            return;
        }
        BlobLinks links = new RequestLinks(server.blobs(), BaseUrl.of(rq), server.apiPrefix());
        Work.start(
                rq,
                rs,
                cb,
                lane,
                deadline,
                ErrorReply.Source.AFFORDANCE,
                () -> encoded(record, "output", out -> record.writeOutput(out, links)));
    }

    private static Route encoded(InvocationRecord record, String what, Json.Body body) {
        byte[] bytes;
        try {
            bytes = Json.bytes(body);
        } catch (IOException | RuntimeException e) {
            String detail =
                    "Error serialising "
                            + what
                            + " of "
                            + record.thing()
                            + "."
                            + record.action()
                            + ": "
                            + e.getMessage();
            LOG.error("{} ({})", detail, record.id());
            return (rq, rs, cb) -> Reply.detail(rq, rs, cb, 500, detail);
        }
        return (rq, rs, cb) -> Reply.json(rs, cb, bytes);
    }
}
