package org.labthings.logging.provider;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.ILoggerFactory;

/**
 * The loggers of a Logback context. Those of Jetty are asked dozens of times in each request
 * whether DEBUG is on, which would take a twentieth of the time that a request takes: they get a
 * {@link CachedLogger}. From any thread.
 */
final class CachedLoggers implements ILoggerFactory {
    private static final String OFTEN_ASKED = "org.eclipse.jetty";

    private final LoggerContext context;
    private final ConcurrentMap<String, CachedLogger> cached = new ConcurrentHashMap<>();

    CachedLoggers(LoggerContext context) {
        this.context = context;
        context.addListener(new Changes());
    }

    @Override
    public org.slf4j.Logger getLogger(String name) {
        if (!name.startsWith(OFTEN_ASKED)) {
            return context.getLogger(name);
        }
        CachedLogger known = cached.get(name);
        return known != null
                ? known
                : cached.computeIfAbsent(name, n -> new CachedLogger(context.getLogger(n)));
    }

    private void refresh() {
        cached.values().forEach(CachedLogger::refresh);
    }

    /** A level that is set counts for all loggers below, which Logback does not tell. */
    private final class Changes implements LoggerContextListener {
        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onStart(LoggerContext started) {
            refresh();
        }

        @Override
        public void onReset(LoggerContext reset) {
            refresh();
        }

        @Override
        public void onStop(LoggerContext stopped) {
            // nobody logs any more
        }

        @Override
        public void onLevelChange(Logger logger, Level level) {
            refresh();
        }
    }
}
