package org.labthings.logging.internal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.labthings.logging.LogHistory;
import org.labthings.logging.LogLine;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Listens to Logback's root logger, whatever else is set up there: also with a {@code logback.xml}
 * of one's own, and after it was read again. Early, so that the start-up is in the history.
 */
@Component(immediate = true)
public final class LogbackHistory implements LogHistory {
    private final LogRing ring = new LogRing();
    private final LoggerContext context;
    private final HistoryAppender appender = new HistoryAppender(ring);
    private final ContextListener listener = new ContextListener();

    /** Called by Declarative Services. */
    @Activate
    public LogbackHistory() {
        this(LoggerFactory.getILoggerFactory());
    }

    LogbackHistory(ILoggerFactory factory) {
        org.slf4j.Logger root = factory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        context = root instanceof Logger logback ? logback.getLoggerContext() : null;
        if (context != null) { // another implementation of SLF4J has no history that we know of
            attach();
            context.addListener(listener);
        }
    }

    private void attach() {
        appender.setContext(context);
        appender.setName("HISTORY");
        appender.start();
        root().addAppender(appender);
    }

    private Logger root() {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** Called by Declarative Services. */
    @Deactivate
    void close() {
        if (context != null) {
            context.removeListener(listener);
            root().detachAppender(appender);
        }
    }

    @Override
    public List<LogLine> recent() {
        return ring.recent();
    }

    @Override
    public Subscription follow(long after, Consumer<LogLine> listener) {
        return ring.follow(after, listener);
    }

    @Override
    public Optional<Path> file() {
        if (context == null) {
            return Optional.empty();
        }
        Iterator<Appender<ILoggingEvent>> appenders = root().iteratorForAppenders();
        Path first = null;
        while (appenders.hasNext()) {
            if (appenders.next() instanceof FileAppender<ILoggingEvent> file && file.isStarted()) {
                Path path = Path.of(file.getFile());
                if (LOG_FILE.equals(file.getName())) {
                    return Optional.of(path);
                }
                first = first == null ? path : first;
            }
        }
        return Optional.ofNullable(first);
    }

    /** A configuration that is read again throws every appender out. */
    private final class ContextListener implements LoggerContextListener {
        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onReset(LoggerContext reset) {
            attach();
        }

        @Override
        public void onStart(LoggerContext started) {
            // it goes on as before
        }

        @Override
        public void onStop(LoggerContext stopped) {
            // nothing is logged any more
        }

        @Override
        public void onLevelChange(Logger logger, Level level) {
            // what a logger lets through is its own affair
        }
    }
}
