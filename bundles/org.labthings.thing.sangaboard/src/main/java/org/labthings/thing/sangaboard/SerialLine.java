package org.labthings.thing.sangaboard;

import java.io.Closeable;
import java.io.IOException;

/** Bytes to and from a serial port. One thread at a time, but for {@link #close}. */
interface SerialLine extends Closeable {
    /**
     * Reads what has come, or waits for the first byte.
     *
     * @param millis how long at most, about
     * @return how many bytes, 0 when none came
     * @throws IOException when the port is gone
     */
    int read(byte[] buffer, int millis) throws IOException;

    /** Writes all of it. */
    void write(byte[] data) throws IOException;

    /** Forgets what has come and was not read. */
    void discard() throws IOException;

    /** Closes the port; returns after two seconds at most, also when the system blocks. */
    @Override
    void close();
}
