package org.labthings.stitcher;

/** Why the pictures cannot be put together: a sentence for people. */
final class StitchError extends Exception {
    private static final long serialVersionUID = 1L;

    StitchError(String message) {
        super(message);
    }
}
