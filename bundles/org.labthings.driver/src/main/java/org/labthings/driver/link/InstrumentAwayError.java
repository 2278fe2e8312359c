package org.labthings.driver.link;

import org.labthings.api.InvocationError;
import org.labthings.api.StatusCode;

/** The instrument cannot be reached at present: an expected failure, and a 503 for properties. */
public class InstrumentAwayError extends InvocationError implements StatusCode {
    private static final long serialVersionUID = 1L;

    /** With a sentence that says which instrument, why, and what happens next. */
    public InstrumentAwayError(String message) {
        super(message);
    }

    @Override
    public int statusCode() {
        return 503;
    }
}
