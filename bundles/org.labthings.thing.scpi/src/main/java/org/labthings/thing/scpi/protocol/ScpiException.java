package org.labthings.thing.scpi.protocol;

import java.io.IOException;

/** What went wrong in one exchange with an instrument; the message goes on after its name. */
final class ScpiException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Whether the connection can be used again, once both sides agree what was asked last. */
    private final boolean recoverable;

    private ScpiException(String message, boolean recoverable) {
        super(message);
        this.recoverable = recoverable;
    }

    static ScpiException recoverable(String message) {
        return new ScpiException(message, true);
    }

    static ScpiException fatal(String message) {
        return new ScpiException(message, false);
    }

    boolean isRecoverable() {
        return recoverable;
    }
}
