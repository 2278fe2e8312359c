package org.labthings.gogo.internal.command;

/** An expected failure of a command; the message is all that the user sees of it. */
public final class ShellException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what is wrong and what can be done. */
    public ShellException(String message) {
        super(message);
    }
}
