package org.labthings.logging.provider;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Gives SLF4J the server's Logback. SLF4J makes and asks it once, at the first call of its logger
 * factory, on whichever thread that is; it reads at most one file and opens the log file.
 */
public final class LogbackProvider implements SLF4JServiceProvider {
    /** The SLF4J API that this provider was made for; SLF4J says so when it is older. */
    private static final String API = "2.0.99";

    private final LoggerContext context = new LoggerContext();
    private final ILoggerFactory loggers = new CachedLoggers(context);
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();

    /** Called by the service loader. */
    public LogbackProvider() {}

    @Override
    public void initialize() {
        context.setName("default");
        context.setMDCAdapter(mdc);
        new LogSetup(System::getProperty, System.err).configure(context);
        context.start();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
        return API;
    }
}
