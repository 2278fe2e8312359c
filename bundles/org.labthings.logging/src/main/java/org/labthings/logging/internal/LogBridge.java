package org.labthings.logging.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Hands what bundles write to the OSGi log to SLF4J, so that there is one log: Declarative
 * Services, ConfigAdmin and FileInstall report through it. Entries come on the log's own thread;
 * those written before this component came are caught up with first.
 */
@Component(
        service = {},
        immediate = true)
public final class LogBridge implements LogListener {
    private final LogReaderService reader;
    private final Function<String, Logger> loggers;
    private final EntryFilter filter = new EntryFilter();
    private long caughtUp = -1;

    /** Called by Declarative Services. */
    @Activate
    public LogBridge(@Reference LogReaderService reader) {
        this(reader, LoggerFactory::getLogger);
    }

    LogBridge(LogReaderService reader, Function<String, Logger> loggers) {
        this.reader = reader;
        this.loggers = loggers;
        catchUp();
    }

    private synchronized void catchUp() {
        reader.addLogListener(this);
        List<LogEntry> earlier = new ArrayList<>(Collections.list(reader.getLog()));
        Collections.reverse(earlier); // the newest comes first
        for (LogEntry entry : earlier) {
            write(entry);
            caughtUp = entry.getSequence();
        }
    }

    /** Called by Declarative Services. */
    @Deactivate
    void close() {
        reader.removeLogListener(this);
    }

    @Override
    public synchronized void logged(LogEntry entry) {
        if (entry.getSequence() > caughtUp) {
            write(entry);
        }
    }

    private void write(LogEntry entry) {
        Level level = filter.level(entry);
        if (level != null) {
            loggers.apply(filter.loggerName(entry))
                    .atLevel(level)
                    .setCause(filter.cause(entry))
                    .log(filter.text(entry));
        }
    }
}
