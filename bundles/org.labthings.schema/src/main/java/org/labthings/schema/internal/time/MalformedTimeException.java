package org.labthings.schema.internal.time;

/** A text that is no date, time or duration; the message says why, for people. */
public final class MalformedTimeException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedTimeException(String message) {
        super(message, null, false, false); // expected: no trace needed
    }
}
