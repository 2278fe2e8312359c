package org.labthings.api;

/**
 * An anticipated failure of an action: it is logged without a stack trace. Sub-classes are welcome.
 */
public class InvocationError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With the text that clients are shown.
     *
     * @param message for whoever reads the invocation's error and log
     */
    public InvocationError(String message) {
        super(message);
    }
}
