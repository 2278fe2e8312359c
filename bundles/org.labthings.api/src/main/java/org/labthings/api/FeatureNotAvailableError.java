package org.labthings.api;

/** Code asked a property for something that its kind does not have. */
public class FeatureNotAvailableError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With the text that clients are shown.
     *
     * @param message which property, and what it lacks
     */
    public FeatureNotAvailableError(String message) {
        super(message);
    }
}
