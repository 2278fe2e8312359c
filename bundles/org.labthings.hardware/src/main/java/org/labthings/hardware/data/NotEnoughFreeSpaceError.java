package org.labthings.hardware.data;

import org.labthings.api.InvocationError;

/** The disk is nearly full. */
public class NotEnoughFreeSpaceError extends InvocationError {
    private static final long serialVersionUID = 1L;

    /**
     * Its text says both, in MB.
     *
     * @param required bytes
     * @param free bytes
     */
    public NotEnoughFreeSpaceError(long required, long free) {
        super(
                "There is not enough free disk space to continue. (Required: "
                        + (required >> 20)
                        + "MB. Free: "
                        + (free >> 20)
                        + "MB).");
    }
}
