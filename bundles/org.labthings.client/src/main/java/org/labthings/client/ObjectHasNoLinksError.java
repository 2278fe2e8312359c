package org.labthings.client;

/** An invocation that is not over does not say where it can be asked about. */
public class ObjectHasNoLinksError extends ClientError {
    private static final long serialVersionUID = 1L;

    /**
     * With the text that names the action.
     *
     * @param message what lacks which link
     */
    public ObjectHasNoLinksError(String message) {
        super(0, message, null);
    }
}
