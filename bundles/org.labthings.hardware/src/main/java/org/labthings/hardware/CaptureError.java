package org.labthings.hardware;

import org.labthings.api.InvocationError;

/** A camera delivered no picture. */
public class CaptureError extends InvocationError {
    private static final long serialVersionUID = 1L;

    /** With what was tried and what to do. */
    public CaptureError(String message) {
        super(message);
    }
}
