package org.labthings.webconsole.internal;

import java.util.List;

/** What somebody asked for cannot be done; nothing has changed. */
final class RefusedCommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final List<String> errors;

    RefusedCommandException(int status, List<String> errors) {
        super(String.join("\n", errors));
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    RefusedCommandException(int status, String error) {
        this(status, List.of(error));
    }

    int status() {
        return status;
    }

    List<String> errors() {
        return errors;
    }
}
