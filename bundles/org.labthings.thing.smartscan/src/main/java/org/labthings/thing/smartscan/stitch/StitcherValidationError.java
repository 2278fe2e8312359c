package org.labthings.thing.smartscan.stitch;

import org.labthings.api.InvocationError;

/** An argument that the stitching program is not started with. */
public class StitcherValidationError extends InvocationError {
    private static final long serialVersionUID = 1L;

    /** With the reason. */
    public StitcherValidationError(String message) {
        super(message);
    }
}
