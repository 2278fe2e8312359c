package org.labthings.core;

/** Where a Thing is in its life. */
public enum ThingState {
    /** Configured, but something that it needs is not there. */
    WAITING,
    /** {@code open} is running. */
    STARTING,
    /** Served. */
    RUNNING,
    /** {@code close} is running. */
    STOPPING,
    /** Its constructor or {@code open} threw. */
    FAILED
}
