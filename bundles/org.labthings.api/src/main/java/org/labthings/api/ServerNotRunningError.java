package org.labthings.api;

/** Code asked a server, or a stream, that has stopped. */
public class ServerNotRunningError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With the text that clients are shown.
     *
     * @param message what has stopped
     */
    public ServerNotRunningError(String message) {
        super(message);
    }
}
