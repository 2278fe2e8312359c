package org.labthings.logging.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;

class CachedLoggersTest {
    private static final String NAME = "org.eclipse.jetty.server.Server";

    private final LoggerContext context = new LoggerContext();
    private final CachedLoggers loggers = new CachedLoggers(context);
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();

    @BeforeEach
    void start() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        written.setContext(context);
        written.start();
        context.getLogger("ROOT").addAppender(written);
        context.getLogger("ROOT").setLevel(Level.INFO);
        context.start();
    }

    @Test
    void onlyThoseThatAreAskedOftenAreCached() {
        assertInstanceOf(CachedLogger.class, loggers.getLogger(NAME));
        assertSame(loggers.getLogger(NAME), loggers.getLogger(NAME));
        assertInstanceOf(Logger.class, loggers.getLogger("org.labthings.core"));
        assertInstanceOf(Logger.class, loggers.getLogger("ROOT"));
    }

    @Test
    void aLevelThatIsSetAboveCountsAtOnce() {
        org.slf4j.Logger logger = loggers.getLogger(NAME);
        assertFalse(logger.isDebugEnabled());
        context.getLogger("org.eclipse").setLevel(Level.TRACE);
        assertTrue(logger.isDebugEnabled());
        assertTrue(logger.isTraceEnabled());
        context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
        assertFalse(logger.isDebugEnabled());
        assertFalse(logger.isInfoEnabled());
        assertTrue(logger.isWarnEnabled());
        context.reset();
        assertTrue(logger.isDebugEnabled(), "as Logback's root after a reset");
    }

    @Test
    void turboFiltersAreAskedEachTime() {
        org.slf4j.Logger logger = loggers.getLogger(NAME);
        context.addTurboFilter(
                new TurboFilter() {
                    @Override
                    public FilterReply decide(
                            Marker marker,
                            Logger asked,
                            Level level,
                            String format,
                            Object[] params,
                            Throwable t) {
                        return FilterReply.ACCEPT;
                    }
                });
        context.start(); // a new set-up ends with it
        assertTrue(logger.isDebugEnabled());
    }

    @Test
    void whatIsLoggedArrivesWhole() {
        org.slf4j.Logger logger = loggers.getLogger(NAME);
        IllegalStateException cause = new IllegalStateException("no");
        logger.warn("{} of {}", 1, 2, cause);
        logger.info("plain");
        logger.debug("not wanted");
        assertEquals(2, written.list.size());
        ILoggingEvent event = written.list.get(0);
        assertEquals("1 of 2", event.getFormattedMessage());
        assertEquals(Level.WARN, event.getLevel());
        assertEquals(NAME, event.getLoggerName());
        assertEquals("no", event.getThrowableProxy().getMessage());
    }
}
