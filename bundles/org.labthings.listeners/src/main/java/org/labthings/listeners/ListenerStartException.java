package org.labthings.listeners;

/** A listener of a group cannot be started; the message says which and why. */
public class ListenerStartException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * With the failure of the listener.
     *
     * @param message which listener, and why
     * @param cause what the listener threw; null when none was asked
     */
    public ListenerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
