package org.labthings.openflexure.internal.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.labthings.logging.LogHistory;
import org.labthings.logging.LogLine;
import org.slf4j.ILoggerFactory;

/**
 * {@code <log_folder>/openflexure_microscope.log} (OpenFlexure specification 6.1), beside the
 * server's own log. What was said before, while Things were constructed, is written first.
 */
public final class MicroscopeLog implements AutoCloseable {
    /** Name of the file. */
    public static final String FILE = "openflexure_microscope.log";

    private static final String LINE =
            "[%d{\"yyyy-MM-dd HH:mm:ss,SSS\"}] [%replace(%level){'^WARN$','WARNING'}] <%logger>"
                    + "%replace( [invocation:%X{invocation}]){' \\[invocation:\\]',''} %msg%n%ex";
    private static final int BACKUPS = 10;
    private static final long MOST_BYTES = 1_000_000;

    private final LoggerContext context;
    private final RollingFileAppender<ILoggingEvent> file;

    private MicroscopeLog(LoggerContext context, RollingFileAppender<ILoggingEvent> file) {
        this.context = context;
        this.file = file;
    }

    /**
     * Opens it; blocks. A file that cannot be made is an error in the log, and nothing else.
     *
     * @param factory SLF4J's; another one than Logback's writes no file
     * @param before what was said before
     */
    public static MicroscopeLog open(ILoggerFactory factory, Path folder, List<LogLine> before) {
        if (!(factory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root)) {
            return new MicroscopeLog(null, null);
        }
        LoggerContext context = root.getLoggerContext();
        RollingFileAppender<ILoggingEvent> file = null;
        if (isWritable(folder)) {
            file = appender(context, folder.resolve(FILE));
        }
        if (file != null && file.isStarted()) {
            for (LogLine line : before) {
                file.doAppend(event(context, line));
            }
            root.addAppender(file);
        } else {
            root.error("Cannot create log file at {}", folder.resolve(FILE));
        }
        return new MicroscopeLog(context, file);
    }

    private static boolean isWritable(Path folder) {
        try {
            return Files.isWritable(Files.createDirectories(folder));
        } catch (IOException e) {
            return false;
        }
    }

    private static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, Path path) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(context);
        file.setName(LogHistory.LOG_FILE);
        file.setFile(path.toString());
        FixedWindowRollingPolicy backups = new FixedWindowRollingPolicy();
        backups.setContext(context);
        backups.setParent(file);
        backups.setFileNamePattern(path + ".%i");
        backups.setMinIndex(1);
        backups.setMaxIndex(BACKUPS);
        backups.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(MOST_BYTES));
        size.setCheckIncrement(Duration.buildByMilliseconds(0)); // else it looks once a minute
        size.start();
        file.setRollingPolicy(backups);
        file.setTriggeringPolicy(size);
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE);
        encoder.start();
        file.setEncoder(encoder);
        file.start();
        return file;
    }

    private static LoggingEvent event(LoggerContext context, LogLine line) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(context);
        event.setLoggerName(line.logger());
        event.setLevel(Level.toLevel(line.level().replace("WARNING", "WARN")));
        event.setMessage(line.message());
        event.setInstant(line.time());
        event.setThreadName("");
        event.setMDCPropertyMap(
                line.invocation() == null ? Map.of() : Map.of("invocation", line.invocation()));
        return event;
    }

    @Override
    public void close() {
        if (file != null) {
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(file);
            file.stop();
        }
    }
}
