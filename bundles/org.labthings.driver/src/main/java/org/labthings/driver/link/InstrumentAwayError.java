package org.labthings.driver.link;

import java.time.Duration;
import java.util.Optional;
import org.labthings.api.InvocationError;
import org.labthings.api.StatusCode;

/** The instrument cannot be reached at present: an expected failure, and a 503 for properties. */
public class InstrumentAwayError extends InvocationError implements StatusCode {
    private static final long serialVersionUID = 1L;

    private final transient Duration nextAttempt;

    /** With a sentence that says which instrument, why, and what happens next. */
    public InstrumentAwayError(String message) {
        this(message, null);
    }

    /** As above, with the time until the instrument is looked for again; null: never. */
    public InstrumentAwayError(String message, Duration nextAttempt) {
        super(message);
        this.nextAttempt = nextAttempt;
    }

    @Override
    public int statusCode() {
        return 503;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(nextAttempt);
    }
}
