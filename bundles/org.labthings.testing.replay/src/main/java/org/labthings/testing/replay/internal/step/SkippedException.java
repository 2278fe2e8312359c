package org.labthings.testing.replay.internal.step;

/** A step cannot be run against this server; the message says what it needs. */
public final class SkippedException extends Exception {
    private static final long serialVersionUID = 1;

    SkippedException(String needs) {
        super(needs);
    }
}
