package org.labthings.logging.provider;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;

/**
 * {@code logs/audit.log}: what the logger {@code labthings.audit} is told, and nobody else is. It
 * is there whatever else somebody configures, unless that has an appender for this logger.
 */
final class AuditSetup {
    private static final String LOGGER = "labthings.audit";
    private static final int FILES = 10;

    private AuditSetup() {}

    /**
     * Sets it up.
     *
     * @param logs folder of the log files; null: none are written
     */
    static void configure(LoggerContext context, String logs) {
        Logger logger = context.getLogger(LOGGER);
        if (logs == null || logger.iteratorForAppenders().hasNext()) {
            return;
        }
        RollingFileAppender<ILoggingEvent> file = RollingFile.of(context, logs + "/audit", FILES);
        file.setName("AUDIT");
        AuditEncoder encoder = new AuditEncoder();
        encoder.setContext(context);
        encoder.start();
        file.setEncoder(encoder);
        file.start();
        logger.setLevel(Level.INFO);
        if (file.isStarted()) { // else its lines go where all others go
            logger.setAdditive(false);
            logger.addAppender(file);
        }
    }
}
