package org.labthings.http.internal.download;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.api.EndpointResponse;
import org.labthings.http.internal.reply.SlicedWrite;
import org.labthings.http.internal.reply.StandardFields;
import org.labthings.http.internal.route.Route;
import org.labthings.http.internal.work.Lane;
import org.labthings.http.internal.work.Work;

/** Sends what a custom endpoint answers: bytes, a file, or a stream that is written meanwhile. */
public final class EndpointReply {
    /** The connection's business, not a driver's. */
    private static final Set<String> OURS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        OURS.addAll(
                Set.of(
                        "Content-Length",
                        "Content-Type",
                        "Connection",
                        "Keep-Alive",
                        "Transfer-Encoding",
                        "Upgrade"));
    }

    private final Lane streams;

    /**
     * Sends answers.
     *
     * @param streams where streams are written
     */
    public EndpointReply(Lane streams) {
        this.streams = streams;
    }

    /** What sends an answer. Blocks on files; called, and to be called, on a worker. */
    public Route route(EndpointResponse answer) throws IOException {
        if (answer == null) {
            throw new IllegalStateException("The endpoint returned no response");
        }
        if (answer.body() instanceof EndpointResponse.Body.File file && answer.status() == 200) {
            Download content = Download.of(file.path(), answer.contentType());
            return (rq, rs, cb) -> {
                headers(answer, rs.getHeaders());
                DownloadReply.write(rq, rs, cb, content);
            };
        }
        if (answer.body() instanceof EndpointResponse.Body.File file) {
            Download content = Download.of(file.path(), answer.contentType());
            return (rq, rs, cb) -> {
                start(answer, rs);
                FileCopy.start(rq, rs, cb, file.path(), 0, content.length());
            };
        }
        if (answer.body() instanceof EndpointResponse.Body.Stream stream) {
            return (rq, rs, cb) -> stream(rq, rs, cb, answer, stream.writer());
        }
        byte[] data = ((EndpointResponse.Body.Bytes) answer.body()).data();
        return (rq, rs, cb) -> {
            start(answer, rs);
            SlicedWrite.all(rs, data, cb);
        };
    }

    private void stream(
            Request request,
            Response response,
            Callback callback,
            EndpointResponse answer,
            EndpointResponse.Writer writer) {
        if ("HEAD".equals(request.getMethod())) {
            start(answer, response);
            response.write(true, null, callback);
            return;
        }
        try {
            streams.execute(
                    () -> {
                        start(answer, response);
                        write(response, callback, writer);
                    });
        } catch (RejectedExecutionException e) {
            Work.busy(request, response, callback, streams);
        }
    }

    /** A failure after the first byte can only end the connection: the client must notice. */
    private static void write(
            Response response, Callback callback, EndpointResponse.Writer writer) {
        try {
            OutputStream out = Content.Sink.asOutputStream(response);
            writer.write(out);
            out.close(); // not on failure: that would look like a proper end
        } catch (IOException | RuntimeException | Error e) {
            callback.failed(e);
            return;
        }
        callback.succeeded();
    }

    private static void start(EndpointResponse answer, Response response) {
        response.setStatus(answer.status());
        HttpFields.Mutable headers = response.getHeaders();
        headers(answer, headers);
        headers.put(StandardFields.NO_SNIFFING);
        if (answer.contentType() != null) {
            headers.put(HttpHeader.CONTENT_TYPE, Download.withCharset(answer.contentType()));
        }
    }

    private static void headers(EndpointResponse answer, HttpFields.Mutable headers) {
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            if (!OURS.contains(header.getKey())) {
                headers.put(header.getKey(), header.getValue());
            }
        }
    }
}
