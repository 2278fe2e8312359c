package org.labthings.core;

/** Where a Thing is in its life. */
public enum ThingState {
    /**
     * Configured, but something that it needs is not there: its driver, what fills a slot, or the
     * instrument itself. In the last case it is served all the same.
     */
    WAITING,
    /** {@code open} is running. */
    STARTING,
    /** Served, with its instrument. */
    RUNNING,
    /** {@code close} is running. */
    STOPPING,
    /** Its constructor or {@code open} threw. */
    FAILED
}
