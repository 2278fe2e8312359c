package org.labthings.http.extension;

/**
 * An extension cannot do what the configuration asks of it. Thrown while it is asked for what it
 * adds; when that is at the server's start, the server does not start.
 */
public class CannotServeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the reason, and what to do, for a person. */
    public CannotServeException(String message, Throwable cause) {
        super(message, cause);
    }
}
