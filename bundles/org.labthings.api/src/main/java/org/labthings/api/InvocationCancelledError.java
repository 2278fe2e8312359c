package org.labthings.api;

/**
 * Ends an action that was asked to cancel. An {@link Error}, so that no {@code catch (Exception)}
 * swallows it; whoever catches it and goes on makes the invocation complete normally.
 */
public class InvocationCancelledError extends Error {
    private static final long serialVersionUID = 1L;

    /**
     * With the text that clients are shown.
     *
     * @param message for whoever reads the invocation's error; may be empty
     */
    public InvocationCancelledError(String message) {
        super(message);
    }
}
