package org.labthings.client;

/** Something that was asked of a remote Thing failed. */
public class ClientError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * A failure.
     *
     * @param status of HTTP; 0 when there was no answer
     * @param message names the Thing, what failed, and why
     * @param cause or null
     */
    public ClientError(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /**
     * Status of HTTP; 0 when there was no answer.
     *
     * @return 0, or 400 and more
     */
    public int status() {
        return status;
    }
}
