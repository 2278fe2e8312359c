package org.labthings.launcher.failure;

/** A start that cannot succeed: what to tell the user, and the exit status. */
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int exit;

    /** A failure with its {@link Exit} status; the message says reason and next step. */
    public LaunchException(int exit, String message) {
        super(message);
        this.exit = exit;
    }

    /** Exit status of the process. */
    public int exit() {
        return exit;
    }
}
