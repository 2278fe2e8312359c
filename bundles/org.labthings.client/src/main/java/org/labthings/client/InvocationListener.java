package org.labthings.client;

import java.util.List;
import org.labthings.api.LogRecord;

/**
 * Told how an invocation goes on, on a thread of the client, one call at a time; must not block.
 */
public interface InvocationListener {
    /**
     * Its progress or its text changed.
     *
     * @param fraction 0 to 1
     * @param text what is being done, or null
     */
    default void progress(double fraction, String text) {}

    /**
     * It has logged something, in order; what it logged in a burst may come at once.
     *
     * @param records that are new, in the order of their times
     */
    default void log(List<LogRecord> records) {}
}
