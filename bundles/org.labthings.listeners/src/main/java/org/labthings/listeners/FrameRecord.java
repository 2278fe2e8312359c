package org.labthings.listeners;

import java.time.Instant;
import java.util.List;

/**
 * A frame that is over, as a text to look at: it refers to no callback and to no result.
 *
 * @param time when it ended
 * @param event what happened
 * @param outcome of the frame
 * @param results of its callbacks, such as {@code SUCCEEDED 42} or {@code FAILED
 *     java.io.IOException: gone}, each cut at 200 characters
 */
public record FrameRecord(
        Instant time, RoutedEvent event, FrameResult.Outcome outcome, List<String> results) {
    /**
     * Makes the results unmodifiable.
     *
     * @param time when it ended
     * @param event what happened
     * @param outcome of the frame
     * @param results copied
     */
    public FrameRecord {
        results = List.copyOf(results);
    }
}
