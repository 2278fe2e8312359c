package org.labthings.thing.autofocus;

import org.labthings.api.InvocationError;

/** No frames came while the stage moved. */
public class NotStreamingError extends InvocationError {
    private static final long serialVersionUID = 1L;

    /** The usual text. */
    public NotStreamingError() {
        super(
                "No images were captured during the move of the stage. Check that the camera"
                        + " streams, and that its frames come faster than the stage moves.");
    }
}
