package org.labthings.api;

/** Code asked for its invocation outside of one. */
public class NoInvocationContextError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With the text that clients are shown.
     *
     * @param message which thread has none
     */
    public NoInvocationContextError(String message) {
        super(message);
    }
}
