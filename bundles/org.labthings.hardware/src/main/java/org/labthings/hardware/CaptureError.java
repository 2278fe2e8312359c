package org.labthings.hardware;

import org.labthings.api.InvocationError;

/** A camera delivered no picture. */
public class CaptureError extends InvocationError {
    private static final long serialVersionUID = 1L;

    /**
     * With what was tried and what to do.
     *
     * @param message for whoever reads the invocation's error
     */
    public CaptureError(String message) {
        super(message);
    }
}
