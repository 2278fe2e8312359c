package org.example.scanner;

import java.io.IOException;

/** The hardware. Used by one thread at a time. */
interface Detector extends AutoCloseable {
    /**
     * Measures once; may block for some milliseconds.
     *
     * @return the signal, in counts
     * @throws IOException when the hardware does not answer
     */
    int read() throws IOException;

    /** Releases the hardware. */
    @Override
    void close() throws IOException;
}
