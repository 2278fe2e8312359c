package org.labthings.api;

/**
 * A Thing's class cannot be served: two members with one name, a type without a schema, a bad
 * default. Raised by the platform; the text names class and member.
 */
public class UnservableThingError extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * With the text that clients are shown.
     *
     * @param message class and member, and why
     */
    public UnservableThingError(String message) {
        super(message);
    }
}
