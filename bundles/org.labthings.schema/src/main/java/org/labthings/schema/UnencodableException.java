package org.labthings.schema;

import java.io.IOException;

/** A value cannot be represented as JSON. */
public class UnencodableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the reason, which names the Java class. */
    public UnencodableException(String message) {
        super(message);
    }
}
