package org.labthings.thing.background;

import org.labthings.api.InvocationError;

/** The background was not learnt yet. */
public class MissingBackgroundDataError extends InvocationError {
    private static final long serialVersionUID = 1L;

    /** With a text that says what to do. */
    public MissingBackgroundDataError() {
        super("Background is not set: you need to calibrate background detection.");
    }
}
