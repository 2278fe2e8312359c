package org.labthings.api;

/**
 * A getter or an action returned a value that its declared type does not allow. Raised by the
 * platform.
 */
public class InvalidReturnValueError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With the text that clients are shown.
     *
     * @param message which member, and what is wrong with its value
     */
    public InvalidReturnValueError(String message) {
        super(message);
    }
}
