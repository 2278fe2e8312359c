package org.labthings.logging.provider;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;

/** A log file that moves on to the next one at 5 MB, and of which so many are kept. */
final class RollingFile {
    private static final String SIZE = "5MB";

    private RollingFile() {}

    /**
     * The file; its name, its encoder and its start are still to come.
     *
     * @param path without the extension {@code .log}
     * @param kept how many older ones
     */
    static RollingFileAppender<ILoggingEvent> of(LoggerContext context, String path, int kept) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(context);
        file.setFile(path + ".log");
        FixedWindowRollingPolicy files = new FixedWindowRollingPolicy();
        files.setContext(context);
        files.setParent(file);
        files.setFileNamePattern(path + ".%i.log");
        files.setMinIndex(1);
        files.setMaxIndex(kept);
        files.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(FileSize.valueOf(SIZE));
        size.start();
        file.setRollingPolicy(files);
        file.setTriggeringPolicy(size);
        return file;
    }
}
