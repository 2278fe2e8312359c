package org.labthings.logging;

import java.time.Instant;

/**
 * One record of the server's log.
 *
 * @param sequence from 0, one more for each record of this process; never used again
 * @param time when it was logged
 * @param level {@code DEBUG}, {@code INFO}, {@code WARNING} or {@code ERROR}
 * @param logger its name
 * @param message whole, with the stack trace of an exception; cut when it is very long
 * @param invocation id of the invocation on whose thread it was logged, or null
 */
public record LogLine(
        long sequence,
        Instant time,
        String level,
        String logger,
        String message,
        String invocation) {
    /** The first line of the message. */
    public String summary() {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
