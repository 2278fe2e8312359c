package org.labthings.http.internal.reply;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** Header fields that many answers have, encoded once. */
public final class StandardFields {
    /** For JSON: without a charset, as LabThings has it. */
    public static final HttpField JSON =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");

    /** For what the gate refuses (RFC 9457). */
    public static final HttpField PROBLEM_JSON =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/problem+json");

    /** For a Thing Description that was asked for by its own media type. */
    public static final HttpField TD_JSON =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/td+json");

    /** For text. */
    public static final HttpField PLAIN_TEXT =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");

    /** On every answer: what it says to one origin is not for another. */
    public static final HttpField VARY_ORIGIN = new PreEncodedHttpField(HttpHeader.VARY, "Origin");

    /** Where the media type is negotiated too. */
    public static final HttpField VARY_ORIGIN_ACCEPT =
            new PreEncodedHttpField(HttpHeader.VARY, "Origin, Accept");

    /** On content of a driver's choice: a browser must take its media type as it is. */
    public static final HttpField NO_SNIFFING =
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff");

    /** On content of which a part can be asked for. */
    public static final HttpField ACCEPT_RANGES =
            new PreEncodedHttpField(HttpHeader.ACCEPT_RANGES, "bytes");

    /** Where the rest of the request is not worth waiting for. */
    public static final HttpField CLOSE = new PreEncodedHttpField(HttpHeader.CONNECTION, "close");

    private StandardFields() {}
}
