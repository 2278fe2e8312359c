package org.labthings.cli.command;

/** Arguments that cannot be understood; the synopsis is shown with the message. */
public final class UsageException extends CommandException {
    private static final long serialVersionUID = 1L;

    /** With what is wrong. */
    public UsageException(String message) {
        super(ExitStatus.USAGE, message);
    }
}
