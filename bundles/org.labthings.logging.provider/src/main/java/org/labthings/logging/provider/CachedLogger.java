package org.labthings.logging.provider;

import ch.qos.logback.classic.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * A logger of Logback that knows by heart whether TRACE and DEBUG are on: asking costs one field.
 * Everything else it hands on. From any thread.
 */
final class CachedLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;
    private static final String CALLER = LegacyAbstractLogger.class.getName();

    private final transient Logger logger;
    private volatile boolean trace;
    private volatile boolean debug;

    CachedLogger(Logger logger) {
        this.logger = logger;
        this.name = logger.getName();
        refresh();
    }

    /** Reads the levels anew; with turbo filters they may differ from call to call. */
    void refresh() {
        boolean filtered = !logger.getLoggerContext().getTurboFilterList().isEmpty();
        trace = filtered || logger.isTraceEnabled();
        debug = filtered || logger.isDebugEnabled();
    }

    @Override
    public boolean isTraceEnabled() {
        return trace && logger.isTraceEnabled();
    }

    @Override
    public boolean isDebugEnabled() {
        return debug && logger.isDebugEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return logger.isInfoEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return logger.isWarnEnabled();
    }

    @Override
    public boolean isErrorEnabled() {
        return logger.isErrorEnabled();
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return CALLER;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
        Throwable cause =
                thrown != null ? thrown : MessageFormatter.getThrowableCandidate(arguments);
        logger.log(marker, CALLER, level.toInt(), pattern, arguments, cause);
    }
}
