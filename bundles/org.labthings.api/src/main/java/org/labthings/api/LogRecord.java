package org.labthings.api;

import java.time.Instant;

/**
 * One record of an invocation's log.
 *
 * @param message formatted text
 * @param level severity
 * @param line source line of the log call, 0 if unknown
 * @param file base name of the source file, empty if unknown
 * @param created when it was written
 * @param exceptionType simple class name of the exception it carries, or null
 * @param traceback stack trace of that exception, or null
 */
public record LogRecord(
        String message,
        Level level,
        int line,
        String file,
        Instant created,
        String exceptionType,
        String traceback) {

    /** Severity, with LabThings' names and numbers. */
    public enum Level {
        /** For developers. */
        DEBUG(10),
        /** Normal progress. */
        INFO(20),
        /** Something to look at. */
        WARNING(30),
        /** Something failed. */
        ERROR(40),
        /** The Thing cannot go on. */
        CRITICAL(50);

        private final int number;

        Level(int number) {
            this.number = number;
        }

        /** {@return the number that goes with the name on the wire} */
        public int number() {
            return number;
        }
    }
}
