package org.labthings.security.store;

import java.io.IOException;

/** An account cannot be made or changed as asked; the message says why and what to do. */
public final class AccountException extends IOException {
    private static final long serialVersionUID = 1L;

    /** For a person. */
    public AccountException(String message) {
        super(message);
    }
}
