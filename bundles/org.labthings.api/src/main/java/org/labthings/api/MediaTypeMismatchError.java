package org.labthings.api;

/** A blob's media type does not match what was declared. */
public class MediaTypeMismatchError extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * With the text that clients are shown.
     *
     * @param message both media types
     */
    public MediaTypeMismatchError(String message) {
        super(message);
    }
}
