package org.labthings.client;

/** An action failed on the server, or its invocation could not be followed. */
public class ServerActionError extends ClientError {
    private static final long serialVersionUID = 1L;

    private final String title;
    private final String detail;

    /**
     * A failure.
     *
     * @param status of HTTP, or of the action's error
     * @param message as LabThings' own client has it
     * @param title class of the error on the server, or null
     * @param detail its text, or null
     */
    public ServerActionError(int status, String message, String title, String detail) {
        super(status, message, null);
        this.title = title;
        this.detail = detail;
    }

    /**
     * Class of the error on the server, or null.
     *
     * @return simple name of a class, or null
     */
    public String title() {
        return title;
    }

    /**
     * Text of the error on the server, or null.
     *
     * @return a text, or null
     */
    public String detail() {
        return detail;
    }
}
