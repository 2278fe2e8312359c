package org.labthings.http.internal.reply;

import java.time.Duration;

/** The wire itself refuses a request: answered as {@code {"detail": message}} with its status. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Duration retryAfter;

    /** A refusal that will not get better by trying again. */
    public Refusal(int status, String detail) {
        this(status, detail, null);
    }

    /** A refusal for now. */
    public Refusal(int status, String detail, Duration retryAfter) {
        super(detail, null, false, false); // an answer, not a failure: nobody reads its stack
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** When another try makes sense, or null. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
