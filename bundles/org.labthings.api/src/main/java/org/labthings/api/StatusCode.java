package org.labthings.api;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** An exception that says which HTTP status it stands for. Without it, 500. */
@ConsumerType
public interface StatusCode {
    /** {@return an HTTP error status, 400 to 599} Anything else counts as 500. */
    int statusCode();

    /**
     * {@return when another try makes sense; empty: that is not known} Clients of properties and
     * endpoints are told with the header {@code Retry-After}, in whole seconds.
     */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
