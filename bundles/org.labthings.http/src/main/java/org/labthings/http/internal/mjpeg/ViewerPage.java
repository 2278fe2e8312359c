package org.labthings.http.internal.mjpeg;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.labthings.http.internal.route.Route;

/** The page that shows a live stream in a browser (LabThings specification 1.16.4). */
public final class ViewerPage {
    private static final HttpField HTML =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");

    private ViewerPage() {}

    /**
     * The page's route.
     *
     * @param streamPath path-absolute URL of the stream, with the prefix
     */
    public static Route of(String streamPath) {
        String src = escape(streamPath);
        byte[] page =
                ("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>"
                                + src
                                + "</title></head>\n<body><img src=\""
                                + src
                                + "\" alt=\"Live stream "
                                + src
                                + "\"></body>\n</html>\n")
                        .getBytes(StandardCharsets.UTF_8);
        return (request, response, callback) -> {
            response.getHeaders().put(HTML).put(HttpHeader.CONTENT_LENGTH, page.length);
            response.write(true, ByteBuffer.wrap(page), callback);
        };
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
