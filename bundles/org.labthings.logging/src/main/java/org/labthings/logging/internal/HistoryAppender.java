package org.labthings.logging.internal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/** Logback's events as lines of the history. On the thread that logs. */
final class HistoryAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    /** Key of the diagnostic context, set while an invocation runs on a thread. */
    static final String INVOCATION = "invocation";

    private final LogRing ring;

    HistoryAppender(LogRing ring) {
        this.ring = ring;
    }

    @Override
    protected void append(ILoggingEvent event) {
        ring.add(
                event.getInstant(),
                level(event.getLevel()),
                event.getLoggerName(),
                message(event),
                event.getMDCPropertyMap().get(INVOCATION));
    }

    private static String level(Level level) {
        return switch (level.toInt()) {
            case Level.ERROR_INT -> "ERROR";
            case Level.WARN_INT -> "WARNING";
            case Level.INFO_INT -> "INFO";
            default -> "DEBUG";
        };
    }

    private static String message(ILoggingEvent event) {
        String message = String.valueOf(event.getFormattedMessage());
        return event.getThrowableProxy() == null
                ? message
                : message + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
}
