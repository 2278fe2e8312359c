package org.labthings.client;

/** What lies at a URL is no Thing Description, or it does not describe what was asked for. */
public class ThingDescriptionError extends ClientError {
    private static final long serialVersionUID = 1L;

    /**
     * With the text that names the URL and what is wrong.
     *
     * @param status of HTTP, or 0
     * @param message what is wrong with which URL
     */
    public ThingDescriptionError(int status, String message) {
        super(status, message, null);
    }
}
