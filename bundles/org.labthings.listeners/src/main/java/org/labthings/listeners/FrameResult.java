package org.labthings.listeners;

import java.util.List;

/**
 * What came of an event.
 *
 * @param outcome of the frame
 * @param results of its callbacks, in the order of their ends; empty when none was to run
 */
public record FrameResult(Outcome outcome, List<CallbackResult> results) {
    /** What can come of an event. */
    public enum Outcome {
        /** Its callbacks ended, with or without failures that the frame may continue without. */
        COMPLETED,
        /** A callback that must not fail did: the frame was cancelled. */
        FAILED,
        /** No route wants it. */
        NO_MATCH,
        /** A route wants it, but an event before or after it, within its window, stands for it. */
        DEBOUNCED,
        /** The router stopped, or the route was closed, before it was done. */
        CANCELLED,
        /** The router takes no more: it is stopped, or as many frames wait as may. */
        REFUSED
    }

    /**
     * Makes the results unmodifiable.
     *
     * @param outcome of the frame
     * @param results copied
     */
    public FrameResult {
        results = List.copyOf(results);
    }

    /**
     * A result without callbacks.
     *
     * @param outcome of an event that no callback was called for
     * @return its list of results is empty
     */
    public static FrameResult of(Outcome outcome) {
        return new FrameResult(outcome, List.of());
    }
}
