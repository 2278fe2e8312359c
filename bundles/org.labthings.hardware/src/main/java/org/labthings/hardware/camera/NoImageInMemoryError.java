package org.labthings.hardware.camera;

import org.labthings.api.InvocationError;

/** A picture was asked for that is not in memory. */
public class NoImageInMemoryError extends InvocationError {
    private static final long serialVersionUID = 1L;

    /**
     * With what was asked for.
     *
     * @param message for whoever reads the invocation's error
     */
    public NoImageInMemoryError(String message) {
        super(message);
    }
}
