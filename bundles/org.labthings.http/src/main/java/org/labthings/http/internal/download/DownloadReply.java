package org.labthings.http.internal.download;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.eclipse.jetty.http.HttpDateTime;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.http.internal.exchange.ETags;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.reply.SlicedWrite;
import org.labthings.http.internal.reply.StandardFields;

/** Sends content: whole, in part, or not at all when the client has it. Blocks only for files. */
final class DownloadReply {
    private DownloadReply() {}

    static void write(Request request, Response response, Callback callback, Download content) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(StandardFields.NO_SNIFFING);
        headers.put(StandardFields.ACCEPT_RANGES);
        if (content.etag() != null) {
            headers.put(HttpHeader.ETAG, content.etag());
        }
        if (content.modified() != null) {
            headers.put(
                    HttpHeader.LAST_MODIFIED,
                    HttpDateTime.format(content.modified().atZone(ZoneOffset.UTC)));
        }
        if (isFresh(request, content)) {
            Reply.empty(response, callback, 304);
            return;
        }
        ByteRange range = range(request, content);
        if (range == ByteRange.UNSATISFIABLE) {
            headers.put(HttpHeader.CONTENT_RANGE, "bytes */" + content.length());
            String detail =
                    "The content has " + content.length() + " bytes: the range is not in it";
            Reply.detail(request, response, callback, 416, detail);
            return;
        }
        headers.put(HttpHeader.CONTENT_TYPE, content.mediaType());
        if (range == null) {
            send(request, response, callback, content, 0, content.length());
        } else {
            long last = range.offset() + range.length() - 1;
            response.setStatus(206);
            headers.put(
                    HttpHeader.CONTENT_RANGE,
                    "bytes " + range.offset() + "-" + last + "/" + content.length());
            send(request, response, callback, content, range.offset(), range.length());
        }
    }

    private static boolean isFresh(Request request, Download content) {
        HttpFields headers = request.getHeaders();
        String tags = headers.get(HttpHeader.IF_NONE_MATCH);
        if (tags != null) {
            return content.etag() != null && ETags.anyMatches(tags, content.etag());
        }
        String since = headers.get(HttpHeader.IF_MODIFIED_SINCE);
        Instant modified = content.modified();
        if (since == null || modified == null) {
            return false;
        }
        Instant date = date(since);
        return date != null && !modified.truncatedTo(ChronoUnit.SECONDS).isAfter(date);
    }

    private static ByteRange range(Request request, Download content) {
        HttpFields headers = request.getHeaders();
        String range = headers.get(HttpHeader.RANGE);
        if (range == null || !"GET".equals(request.getMethod())) {
            return null;
        }
        String condition = headers.get(HttpHeader.IF_RANGE);
        if (condition != null && !isSame(condition, content)) {
            return null;
        }
        return ByteRange.parse(range, content.length());
    }

    private static boolean isSame(String condition, Download content) {
        if (condition.startsWith("\"") || condition.startsWith("W/")) {
            return condition.equals(content.etag());
        }
        Instant date = date(condition);
        return date != null
                && content.modified() != null
                && content.modified().truncatedTo(ChronoUnit.SECONDS).equals(date);
    }

    private static Instant date(String header) {
        try {
            return HttpDateTime.parse(header).toInstant();
        } catch (IllegalArgumentException | DateTimeException e) {
            return null; // no date: as if the header were not there
        }
    }

    private static void send(
            Request request,
            Response response,
            Callback callback,
            Download content,
            long offset,
            long length) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        if (length == 0 || "HEAD".equals(request.getMethod())) {
            response.write(true, null, callback);
        } else if (content.data() != null) {
            new SlicedWrite(response, content.data(), (int) offset, (int) length, callback)
                    .iterate();
        } else {
            try {
                FileCopy.start(request, response, callback, content.file(), offset, length);
            } catch (IOException e) {
                response.reset();
                gone(request, response, callback, e);
            }
        }
    }

    /** Answers that a file cannot be read any more. Its path is nobody's business. */
    static void gone(Request request, Response response, Callback callback, IOException e) {
        boolean missing = e instanceof NoSuchFileException;
        String detail = missing ? "The file is gone" : "The file cannot be read";
        Reply.detail(request, response, callback, missing ? 404 : 500, detail);
    }
}
