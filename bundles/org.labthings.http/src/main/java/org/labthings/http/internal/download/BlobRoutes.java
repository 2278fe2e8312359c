package org.labthings.http.internal.download;

import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.core.BlobStore;
import org.labthings.http.internal.exchange.UuidParameter;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.route.PathPattern;
import org.labthings.http.internal.route.Registration;
import org.labthings.schema.ValidationException;

/** {@code {P}/blob/{blob_id}}. */
public final class BlobRoutes {
    private final BlobStore blobs;
    private final BlobReply reply;

    /** Routes to the blobs of a server. */
    public BlobRoutes(BlobStore blobs, BlobReply reply) {
        this.blobs = blobs;
        this.reply = reply;
    }

    /** What they are. */
    public List<Registration> registrations(String prefix) {
        PathPattern path = PathPattern.of(prefix, "/blob/{blob_id}");
        return List.of(
                new Registration(
                        "GET",
                        path,
                        values -> (rq, rs, cb) -> get(rq, rs, cb, values.get("blob_id"))));
    }

    private void get(Request request, Response response, Callback callback, String text) {
        UUID id;
        try {
            id = UuidParameter.parse("blob_id", text);
        } catch (ValidationException e) {
            ErrorReply.write(request, response, callback, e, ErrorReply.Source.AFFORDANCE);
            return;
        }
        blobs.find(id)
                .ifPresentOrElse(
                        blob -> reply.write(request, response, callback, blob),
                        () -> Reply.detail(request, response, callback, 404, "Blob not found"));
    }
}
