package org.labthings.gogo.internal.session;

import java.io.IOException;

/** Where a session's output goes while a line runs; each call may block. */
public interface LineOutput {
    /**
     * Text of the standard output.
     *
     * @throws IOException when nobody reads it any more
     */
    void out(String text) throws IOException;

    /**
     * Text of the standard error output.
     *
     * @throws IOException when nobody reads it any more
     */
    void err(String text) throws IOException;
}
