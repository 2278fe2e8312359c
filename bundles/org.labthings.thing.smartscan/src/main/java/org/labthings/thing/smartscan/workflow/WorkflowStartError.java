package org.labthings.thing.smartscan.workflow;

import org.labthings.api.InvocationError;

/** A scan cannot start, and what to do about it. */
public class WorkflowStartError extends InvocationError {
    private static final long serialVersionUID = 1L;

    /** With the reason. */
    public WorkflowStartError(String message) {
        super(message);
    }
}
