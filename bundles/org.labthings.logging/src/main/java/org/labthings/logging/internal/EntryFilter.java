package org.labthings.logging.internal;

import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.service.log.LogEntry;
import org.slf4j.event.Level;

/**
 * What of an entry people want to read. The log service writes an entry for every bundle, service
 * and framework event, which only errors among them deserve; and Declarative Services begins each
 * message with the bundle twice.
 */
final class EntryFilter {
    private static final String EVENTS = "Events.";
    private static final Pattern COMPONENT_PREFIX = Pattern.compile("^bundle \\S+ \\(\\d+\\)\\s*");

    /** The level to write it with; null: not at all. */
    Level level(LogEntry entry) {
        boolean event = isEvent(entry);
        return switch (entry.getLogLevel()) {
            case ERROR -> event ? Level.WARN : Level.ERROR;
            case WARN -> Level.WARN;
            case INFO -> event ? null : Level.DEBUG; // infrastructure has nothing to tell a user
            case DEBUG, TRACE -> null;
            case AUDIT -> event ? null : Level.INFO;
            default -> null;
        };
    }

    private static boolean isEvent(LogEntry entry) {
        String name = entry.getLoggerName();
        return name != null && name.startsWith(EVENTS);
    }

    /** The bundle that has something to say. */
    String loggerName(LogEntry entry) {
        Bundle bundle = entry.getBundle();
        if (bundle != null && bundle.getSymbolicName() != null) {
            return bundle.getSymbolicName();
        }
        return entry.getLoggerName() == null ? "osgi" : entry.getLoggerName();
    }

    String text(LogEntry entry) {
        String message = entry.getMessage() == null ? "" : entry.getMessage();
        if (isEvent(entry) && entry.getException() != null) {
            return loggerName(entry) + ": " + entry.getException().getMessage();
        }
        return COMPONENT_PREFIX.matcher(message).replaceFirst(loggerName(entry) + " ");
    }
}
