package org.labthings.thing.smartscan.stitch;

import org.labthings.api.InvocationError;

/** The stitching program failed. */
public class ChildProcessError extends InvocationError {
    private static final long serialVersionUID = 1L;

    /** With the reason and what to do. */
    public ChildProcessError(String message) {
        super(message);
    }
}
