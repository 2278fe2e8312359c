package org.labthings.http.internal.discovery;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;

/** Answers questions about an announcement on one network. */
interface Responder extends Closeable {
    /** Says goodbye and ends; blocks for some seconds at most. */
    @Override
    void close() throws IOException;

    /** Opens responders; called on a thread that may block. */
    @FunctionalInterface
    interface Factory {
        /**
         * Announces, and answers from now on.
         *
         * @throws IOException when that network does not let it
         */
        Responder open(InetAddress address, Announcement announcement) throws IOException;
    }
}
