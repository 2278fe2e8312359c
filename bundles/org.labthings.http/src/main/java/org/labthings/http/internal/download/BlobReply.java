package org.labthings.http.internal.download;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.api.Blob;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.reply.StandardFields;
import org.labthings.http.internal.route.Route;
import org.labthings.http.internal.work.Lane;
import org.labthings.http.internal.work.Work;

/** Sends the data of a blob (LabThings specification 1.14.3). */
public final class BlobReply {
    private final Lane lane;
    private final Duration deadline;

    /**
     * Sends blobs.
     *
     * @param lane where files are opened
     * @param deadline for opening one
     */
    public BlobReply(Lane lane, Duration deadline) {
        this.lane = lane;
        this.deadline = deadline;
    }

    /** Answers with the data: of memory at once, of a file or from elsewhere from a worker. */
    public void write(Request request, Response response, Callback callback, Blob blob) {
        Optional<byte[]> bytes = blob.bytes();
        Optional<Path> file = blob.file();
        if (bytes.isPresent()) {
            String etag = '"' + blob.id().toString() + '"';
            DownloadReply.write(
                    request, response, callback, Download.of(bytes.get(), blob.mediaType(), etag));
        } else if (file.isPresent()) {
            Work.start(
                    request,
                    response,
                    callback,
                    lane,
                    deadline,
                    ErrorReply.Source.AFFORDANCE,
                    () -> file(blob, file.get()));
        } else if (blob.origin().isPresent()) {
            Work.start(
                    request,
                    response,
                    callback,
                    lane,
                    deadline,
                    ErrorReply.Source.AFFORDANCE,
                    () -> passedOn(blob));
        } else {
            response.getHeaders()
                    .put(HttpHeader.LOCATION, blob.remote().orElseThrow().toASCIIString());
            Reply.empty(response, callback, 307);
        }
    }

    /** Opens it before anything is sent, so that a source that is gone is an error. */
    private static Route passedOn(Blob blob) {
        InputStream in;
        try {
            in = blob.open();
        } catch (IOException e) {
            String detail = "The data lies elsewhere and cannot be had: " + e.getMessage();
            return (rq, rs, cb) -> Reply.detail(rq, rs, cb, 502, detail);
        }
        return (rq, rs, cb) -> {
            rs.getHeaders().put(StandardFields.NO_SNIFFING);
            rs.getHeaders().put(HttpHeader.CONTENT_TYPE, Download.withCharset(blob.mediaType()));
            if ("HEAD".equals(rq.getMethod())) {
                in.close();
                rs.write(true, null, cb);
            } else {
                StreamCopy.start(rs, cb, in);
            }
        };
    }

    /** Holds the blob while its file is sent: it may own the folder. */
    private static Route file(Blob blob, Path path) {
        try {
            Download content = Download.of(path, blob.mediaType());
            return (rq, rs, cb) -> {
                Callback holding = Callback.from(cb, () -> Reference.reachabilityFence(blob));
                DownloadReply.write(rq, rs, holding, content);
            };
        } catch (IOException e) {
            return (rq, rs, cb) -> DownloadReply.gone(rq, rs, cb, e);
        }
    }
}
