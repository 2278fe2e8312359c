package org.labthings.client;

/** The server does not answer, not in time, or says that the Thing is away for now. */
public class ThingUnavailableError extends ClientError {
    private static final long serialVersionUID = 1L;

    private final boolean timedOut;

    /**
     * A failure.
     *
     * @param status 503, or 0 when there was no answer
     * @param message names the URL and the reason
     * @param timedOut whether a deadline has passed
     * @param cause or null
     */
    public ThingUnavailableError(int status, String message, boolean timedOut, Throwable cause) {
        super(status, message, cause);
        this.timedOut = timedOut;
    }

    /**
     * Whether a deadline has passed.
     *
     * @return false when the server was reached, or refused the connection
     */
    public boolean timedOut() {
        return timedOut;
    }
}
