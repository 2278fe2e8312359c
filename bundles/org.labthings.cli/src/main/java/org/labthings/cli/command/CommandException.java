package org.labthings.cli.command;

/** An expected failure: the message is all that the user sees of it. */
public class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** With one of {@link ExitStatus}, and what is wrong and what can be done. */
    public CommandException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** How the process ends. */
    public int status() {
        return status;
    }
}
