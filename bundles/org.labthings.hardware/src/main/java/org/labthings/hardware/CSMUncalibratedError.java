package org.labthings.hardware;

import org.labthings.api.InvocationError;

/** Camera-stage mapping was asked before it was calibrated. */
public class CSMUncalibratedError extends InvocationError {
    private static final long serialVersionUID = 1L;

    /** The usual text. */
    public CSMUncalibratedError() {
        super("Camera Stage Mapping is not calibrated. Run calibrate_xy over a sample first.");
    }
}
