package org.labthings.api;

/** The server's global lock is held elsewhere. */
public class GlobalLockBusyError extends RuntimeException implements StatusCode {
    private static final long serialVersionUID = 1L;

    /** With LabThings' text, which clients compare. */
    public GlobalLockBusyError() {
        super("The global lock could not be acquired.");
    }

    @Override
    public int statusCode() {
        return 409;
    }
}
