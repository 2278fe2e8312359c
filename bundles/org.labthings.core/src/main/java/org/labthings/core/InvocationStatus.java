package org.labthings.core;

import java.util.Locale;

/** Where an invocation is; states never go back. */
public enum InvocationStatus {
    /** Waiting for a worker or for the global lock. */
    PENDING,
    /** The action runs. */
    RUNNING,
    /** It returned. */
    COMPLETED,
    /** It was cancelled. */
    CANCELLED,
    /** It failed. */
    ERROR;

    /** The literal on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is over. */
    public boolean isFinal() {
        return ordinal() >= COMPLETED.ordinal();
    }
}
