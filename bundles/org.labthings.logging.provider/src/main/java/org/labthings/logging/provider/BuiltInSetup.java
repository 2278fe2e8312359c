package org.labthings.logging.provider;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;

/**
 * What {@code conf/logback-example.xml} says, as code: reading the XML would cost a quarter of a
 * second at each start. A test keeps the two the same.
 */
final class BuiltInSetup {
    /** One line each; of an exception only what it says. Stack traces are in the file. */
    private static final String CONSOLE_LINE =
            "%d{HH:mm:ss.SSS} %-5level %msg"
                    + "%replace(: %ex{1}){'(^: $|[\\r\\n]+(.|[\\r\\n])*)', ''}%n";

    /** As OpenFlexure writes it: time, level, logger, and the invocation that logged, if any. */
    private static final String FILE_LINE =
            "[%d{\"yyyy-MM-dd HH:mm:ss,SSS\"}] [%replace(%level){'^WARN$','WARNING'}] <%logger>"
                    + "%replace( [invocation:%X{invocation}]){' \\[invocation:\\]',''} %msg%n%ex";

    private static final int FILES = 5;

    private final String logs;
    private final Level things;

    /**
     * For one server.
     *
     * @param logs folder of the log files; null: none are written
     * @param level of what Things log; null: INFO
     */
    BuiltInSetup(String logs, String level) {
        this.logs = logs;
        this.things = Level.toLevel(level, Level.INFO);
    }

    void configure(LoggerContext context) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(console(context));
        // Exceptions of components, with their traces; what they mean for a Thing is told under
        // labthings.
        Logger components = context.getLogger("osgi.components");
        components.setAdditive(false);
        if (logs != null) {
            Appender<ILoggingEvent> file = file(context);
            root.addAppender(file);
            components.addAppender(file);
            if (!file.isStarted()) { // Logback itself only notes it in its status
                root.error("Cannot create log file at {}/labthings.log: nothing is kept", logs);
            }
        }
        context.getLogger("labthings").setLevel(things);
        // The infrastructure speaks up only when something is wrong.
        context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
        // It advises against bounded queues; ours are meant to be bounded.
        context.getLogger("org.eclipse.jetty.util.thread").setLevel(Level.ERROR);
        // What is wrong with a request is told to who sent it; nobody may fill the log from
        // outside.
        context.getLogger("org.eclipse.jetty.http").setLevel(Level.ERROR);
        context.getLogger("org.eclipse.jetty.util.HostPort").setLevel(Level.ERROR);
        context.getLogger("org.apache.felix").setLevel(Level.WARN);
        // It warns that it is interrupted, at each stop.
        context.getLogger("org.apache.felix.eventadmin").setLevel(Level.ERROR);
    }

    private static Appender<ILoggingEvent> console(LoggerContext context) {
        return started(new ConsoleAppender<>(), "CONSOLE", CONSOLE_LINE, context);
    }

    private Appender<ILoggingEvent> file(LoggerContext context) {
        return started(
                RollingFile.of(context, logs + "/labthings", FILES), "FILE", FILE_LINE, context);
    }

    private static Appender<ILoggingEvent> started(
            OutputStreamAppender<ILoggingEvent> appender,
            String name,
            String line,
            LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(line);
        encoder.start();
        appender.setContext(context);
        appender.setName(name);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
