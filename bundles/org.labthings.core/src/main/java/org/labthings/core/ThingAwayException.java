package org.labthings.core;

import java.time.Duration;

/**
 * A request was on its way to a Thing that has just been closed: the same as if it had come a
 * moment later. The caller may try again.
 */
public class ThingAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** For a Thing, with what its driver threw meanwhile, or null. */
    public ThingAwayException(String thing, Throwable cause) {
        super("'" + thing + "' was closed meanwhile; try again", cause);
    }

    /** When another try makes sense. */
    public Duration retryAfter() {
        return RETRY_AFTER;
    }
}
