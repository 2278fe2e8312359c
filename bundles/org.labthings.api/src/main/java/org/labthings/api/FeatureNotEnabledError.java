package org.labthings.api;

/** Code asked for something that this server is not configured to do. */
public class FeatureNotEnabledError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With the text that clients are shown.
     *
     * @param message what is not enabled, and which option of the configuration enables it
     */
    public FeatureNotEnabledError(String message) {
        super(message);
    }
}
