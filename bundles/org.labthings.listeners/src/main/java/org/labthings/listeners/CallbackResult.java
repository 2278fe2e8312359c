package org.labthings.listeners;

/**
 * How one callback ended.
 *
 * @param route of the callback
 * @param status how
 * @param value what it returned; null unless it succeeded
 * @param error what it threw; null unless it failed
 */
public record CallbackResult(Route route, Status status, Object value, Throwable error) {
    /** How a callback can end. */
    public enum Status {
        /** It returned. */
        SUCCEEDED,
        /** It threw. */
        FAILED,
        /** It took longer than its time-out; it was interrupted, and may still run. */
        TIMED_OUT,
        /** It was not started, or was told to end, because its frame or its route ended. */
        CANCELLED
    }
}
