package org.labthings.http.internal.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http2.hpack.HpackFieldPreEncoder;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Jetty looks for the encoder of HTTP/2 header fields once, when the class of encoded fields is
 * first used, and then through the context class loader of whichever thread that is. In a framework
 * without a Service Loader Mediator that would find none, and each HTTP/2 answer would fail.
 */
final class HeaderEncoders {
    private static final int ANY_FIELD = 64;

    private HeaderEncoders() {}

    /** To be called before anything else of Jetty is used. */
    static void find() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(HpackFieldPreEncoder.class.getClassLoader());
        try {
            PreEncodedHttpField field = new PreEncodedHttpField(HttpHeader.SERVER, "labthings");
            var encoded = BufferUtil.allocate(ANY_FIELD);
            BufferUtil.flipToFill(encoded);
            field.putTo(encoded, HttpVersion.HTTP_2); // fails when none was found
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
