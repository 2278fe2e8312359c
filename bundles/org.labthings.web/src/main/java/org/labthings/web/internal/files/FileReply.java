package org.labthings.web.internal.files;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.jetty.http.ByteRange;
import org.eclipse.jetty.http.MimeTypes;
import org.labthings.web.internal.site.StoredFile;

/** Answers with a file: whole, in parts, or not at all because the client has it. */
final class FileReply {
    private static final int BUFFER = 64 * 1024;

    private final StoredFile file;
    private final String cacheControl;
    private final String type;

    FileReply(StoredFile file, String cacheControl) {
        this.file = file;
        this.cacheControl = cacheControl;
        this.type = type(file.name());
    }

    /** By the ending of the name; texts are UTF-8. */
    static String type(String name) {
        String type = MimeTypes.DEFAULTS.getMimeByExtension(name.toLowerCase(Locale.ROOT));
        if (type == null) {
            return "application/octet-stream";
        }
        return type.startsWith("text/") && !type.contains("charset")
                ? type + "; charset=utf-8"
                : type;
    }

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("ETag", file.etag());
        response.setDateHeader("Last-Modified", file.modified());
        response.setHeader("Cache-Control", cacheControl);
        response.setHeader("Accept-Ranges", "bytes");
        Preconditions conditions = new Preconditions(request, file.etag(), file.modified());
        int status = conditions.status();
        if (status != 0) {
            response.setStatus(status);
            return;
        }
        boolean get = request.getMethod().equals("GET");
        List<ByteRange> ranges =
                get && conditions.rangeCounts() ? Ranges.of(request, file.size()) : null;
        if (ranges == null) {
            response.setContentType(type);
            response.setContentLengthLong(file.size());
            if (get) {
                copy(List.of(new Part(0, file.size(), "")), "", response.getOutputStream());
            }
        } else if (ranges.isEmpty()) {
            response.setHeader("Content-Range", ByteRange.toNonSatisfiableHeaderValue(file.size()));
            response.setStatus(416); // an error page would take the header away
            response.setContentLength(0);
        } else {
            response.setStatus(206);
            parts(ranges, response);
        }
    }

    /**
     * Some bytes of the file.
     *
     * @param head what goes before them
     */
    private record Part(long first, long length, String head) {}

    private void parts(List<ByteRange> ranges, HttpServletResponse response) throws IOException {
        if (ranges.size() == 1) {
            ByteRange range = ranges.get(0);
            response.setContentType(type);
            response.setHeader("Content-Range", range.toHeaderValue(file.size()));
            response.setContentLengthLong(range.getLength());
            copy(
                    List.of(new Part(range.first(), range.getLength(), "")),
                    "",
                    response.getOutputStream());
            return;
        }
        String boundary = UUID.randomUUID().toString();
        String end = "\r\n--" + boundary + "--\r\n";
        long length = end.length();
        List<Part> parts = new ArrayList<>();
        for (ByteRange range : ranges) {
            String head =
                    (parts.isEmpty() ? "--" : "\r\n--")
                            + boundary
                            + "\r\nContent-Type: "
                            + type
                            + "\r\nContent-Range: "
                            + range.toHeaderValue(file.size())
                            + "\r\n\r\n";
            parts.add(new Part(range.first(), range.getLength(), head));
            length += head.length() + range.getLength();
        }
        response.setContentType("multipart/byteranges; boundary=" + boundary);
        response.setContentLengthLong(length);
        copy(parts, end, response.getOutputStream());
    }

    /** Forwards in one go; where a part begins before the last one ended, from the start again. */
    private void copy(List<Part> parts, String end, OutputStream out) throws IOException {
        InputStream in = file.content().open();
        try {
            long at = 0;
            byte[] buffer = new byte[BUFFER];
            for (Part part : parts) {
                if (part.first() < at) {
                    in.close();
                    in = file.content().open();
                    at = 0;
                }
                write(part.head(), out);
                in.skipNBytes(part.first() - at);
                copy(in, part.length(), buffer, out);
                at = part.first() + part.length();
            }
            write(end, out);
        } finally {
            in.close();
        }
    }

    /** Not even nothing may be written once the answer is complete. */
    private static void write(String text, OutputStream out) throws IOException {
        if (!text.isEmpty()) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void copy(InputStream in, long length, byte[] buffer, OutputStream out)
            throws IOException {
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) { // what was promised cannot be sent: the connection is cut
                throw new EOFException(file.name() + " became shorter while it was sent");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
