package org.labthings.http.internal.guard;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.labthings.http.internal.reply.StandardFields;

/** What every answer tells browsers, unless who answers knows better. */
final class SecurityFields {
    /** A page of another server must not show ours in a frame and catch the clicks. */
    private static final HttpField FRAMES =
            new PreEncodedHttpField("Content-Security-Policy", "frame-ancestors 'self'");

    /** URLs may hold tickets. */
    private static final HttpField REFERRER =
            new PreEncodedHttpField("Referrer-Policy", "no-referrer");

    private SecurityFields() {}

    static void add(HttpFields.Mutable headers) {
        headers.add(StandardFields.NO_SNIFFING).add(FRAMES).add(REFERRER);
    }
}
