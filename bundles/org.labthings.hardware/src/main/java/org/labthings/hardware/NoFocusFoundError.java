package org.labthings.hardware;

import org.labthings.api.InvocationError;

/** An autofocus did not find the focus. */
public class NoFocusFoundError extends InvocationError {
    private static final long serialVersionUID = 1L;

    /**
     * With what was tried.
     *
     * @param message for whoever reads the invocation's error
     */
    public NoFocusFoundError(String message) {
        super(message);
    }
}
