package org.labthings.logging.internal;

import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.service.log.LogEntry;
import org.slf4j.event.Level;

/**
 * What of an entry people want to read. The log service writes an entry for every bundle, service
 * and framework event, of which only errors matter. Declarative Services reports each exception of
 * a component, for which {@link #COMPONENTS} is the logger: of a Thing the life cycle tells the
 * same in a better sentence, so that the console can do without, but not the file.
 */
final class EntryFilter {
    /** Logger of exceptions that components threw. */
    static final String COMPONENTS = "osgi.components";

    private static final String EVENTS = "Events.";
    private static final String SCR = "org.apache.felix.scr";
    private static final String NO_SERVICE = "Service factory returned null";
    private static final Pattern BUNDLE_PREFIX =
            Pattern.compile("^bundle \\S+ \\(\\d+\\)\\s*(?=\\[)");

    /** The level to write it with; null: not at all. */
    Level level(LogEntry entry) {
        return switch (entry.getLogLevel()) {
            case ERROR -> isEvent(entry) ? eventLevel(entry) : Level.ERROR;
            case WARN -> isEvent(entry) ? eventLevel(entry) : Level.WARN;
            case INFO -> isEvent(entry) ? eventLevel(entry) : Level.DEBUG;
            case AUDIT -> Level.INFO;
            default -> null;
        };
    }

    /** Of an event only an exception is of interest, and not that a component has thrown one. */
    private static Level eventLevel(LogEntry entry) {
        Throwable thrown = entry.getException();
        return thrown == null || String.valueOf(thrown).contains(NO_SERVICE) ? null : Level.WARN;
    }

    private static boolean isEvent(LogEntry entry) {
        String name = entry.getLoggerName();
        return name != null && name.startsWith(EVENTS);
    }

    String loggerName(LogEntry entry) {
        return isOfComponent(entry) ? COMPONENTS : bundle(entry);
    }

    private static boolean isOfComponent(LogEntry entry) {
        String name = entry.getLoggerName();
        return name != null
                && !isEvent(entry)
                && entry.getException() != null
                && (name.startsWith(SCR) || entry.getMessage().contains("["));
    }

    /** The bundle that has something to say. */
    private static String bundle(LogEntry entry) {
        Bundle bundle = entry.getBundle();
        if (bundle != null && bundle.getSymbolicName() != null) {
            return bundle.getSymbolicName();
        }
        return entry.getLoggerName() == null ? "osgi" : entry.getLoggerName();
    }

    String text(LogEntry entry) {
        String message = entry.getMessage() == null ? "" : entry.getMessage();
        if (isEvent(entry)) {
            return bundle(entry) + ": " + cause(entry);
        }
        return bundle(entry) + " " + BUNDLE_PREFIX.matcher(message).replaceFirst("");
    }

    /** The exception at the bottom says what happened; those around it only who noticed. */
    Throwable cause(LogEntry entry) {
        Throwable thrown = entry.getException();
        for (int depth = 0; depth < 20 && thrown != null && thrown.getCause() != null; depth++) {
            thrown = thrown.getCause();
        }
        return thrown;
    }
}
