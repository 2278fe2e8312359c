package org.labthings.api;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** An exception that says which HTTP status it stands for. Without it, 500. */
@ConsumerType
public interface StatusCode {
    /** An HTTP error status, 400 to 599. */
    int statusCode();

    /**
     * When another try makes sense: clients of a property are told with the header {@code
     * Retry-After}. Empty: that is not known.
     */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
