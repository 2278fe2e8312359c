package org.labthings.core.internal.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.labthings.api.Invocation;
import org.labthings.api.LogRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * A Thing's logger: hands records to the server's log, and to the invocation of the thread that
 * writes them (LabThings specification 1.11).
 */
public final class ThingLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;
    private static final String ROOT = "labthings.things";
    private static final StackWalker STACK = StackWalker.getInstance();

    private final transient Logger target;
    private final transient BooleanSupplier debug;

    private ThingLogger(String thing, BooleanSupplier debug) {
        this.name = ROOT + "." + thing;
        this.target = LoggerFactory.getLogger(name);
        this.debug = debug;
    }

    /** The logger of a Thing; below INFO it records only when the server debugs. */
    public static Logger of(String thing, BooleanSupplier debug) {
        return new ThingLogger(thing, debug);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable throwable) {
        String message = format(pattern, arguments);
        Optional<Invocation> invocation = Invocation.current();
        if (invocation.isPresent()) {
            invocation.get().append(entry(level, message, throwable));
        }
        if (target.isEnabledForLevel(level)) {
            target.atLevel(level).setCause(throwable).log(message);
        }
    }

    /** A bad log call must not break whoever reads the log. */
    private static String format(String pattern, Object[] arguments) {
        try {
            return MessageFormatter.basicArrayFormat(pattern, arguments);
        } catch (RuntimeException e) {
            return "Error constructing message (" + e + "): " + pattern;
        }
    }

    /** The record of an exception that the platform itself reports for an invocation. */
    public static LogRecord entry(Level level, String message, Throwable throwable) {
        Optional<StackWalker.StackFrame> caller =
                STACK.walk(frames -> frames.filter(f -> !isLogging(f.getClassName())).findFirst());
        return new LogRecord(
                message == null ? "" : message,
                level(level),
                caller.map(StackWalker.StackFrame::getLineNumber).orElse(0),
                caller.map(StackWalker.StackFrame::getFileName).orElse(""),
                Instant.now(),
                throwable == null ? null : throwable.getClass().getSimpleName(),
                throwable == null ? null : trace(throwable));
    }

    private static boolean isLogging(String className) {
        return className.startsWith("org.slf4j.") || className.equals(ThingLogger.class.getName());
    }

    private static LogRecord.Level level(Level level) {
        return switch (level) {
            case TRACE, DEBUG -> LogRecord.Level.DEBUG;
            case INFO -> LogRecord.Level.INFO;
            case WARN -> LogRecord.Level.WARNING;
            case ERROR -> LogRecord.Level.ERROR;
        };
    }

    private static String trace(Throwable throwable) {
        StringWriter text = new StringWriter();
        throwable.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return debug.getAsBoolean();
    }

    @Override
    public boolean isInfoEnabled() {
        return true;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }
}
