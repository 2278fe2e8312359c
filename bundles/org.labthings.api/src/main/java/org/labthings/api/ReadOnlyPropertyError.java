package org.labthings.api;

/** Code assigned a functional property that has no setter. */
public class ReadOnlyPropertyError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With the text that clients are shown.
     *
     * @param message which property
     */
    public ReadOnlyPropertyError(String message) {
        super(message);
    }
}
