package org.labthings.logging.provider;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusUtil;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Decides how the server logs: after the Logback file that somebody wrote, else as {@link
 * BuiltInSetup} says. A file with an error is reported, and the built-in set-up is used.
 */
final class LogSetup {
    /** Logback's own property: the file to configure from. */
    static final String FILE = "logback.configurationFile";

    /** Where the log files go. */
    static final String LOGS = "labthings.logs";

    /** How much Things log: INFO or DEBUG. */
    static final String LEVEL = "labthings.log.level";

    private final UnaryOperator<String> properties;
    private final PrintStream err;

    LogSetup(UnaryOperator<String> properties, PrintStream err) {
        this.properties = properties;
        this.err = err;
    }

    void configure(LoggerContext context) {
        String file = properties.apply(FILE);
        if (file == null || !fromFile(Path.of(file), context)) {
            new BuiltInSetup(properties.apply(LOGS), properties.apply(LEVEL)).configure(context);
        }
        AuditSetup.configure(context, properties.apply(LOGS));
    }

    /** Logback's parser answers most errors with a status, and few with an exception. */
    private boolean fromFile(Path file, LoggerContext context) {
        if (!Files.isReadable(file)) {
            complain(file, "it cannot be read");
            return false;
        }
        String error = null;
        try {
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(file.toFile());
        } catch (JoranException e) {
            error = e.getMessage();
        }
        for (Status status : context.getStatusManager().getCopyOfStatusList()) {
            if (error == null && status.getLevel() == Status.ERROR) {
                error = status.getMessage();
            }
        }
        if (error == null && new StatusUtil(context).noXMLParsingErrorsOccurred(0)) {
            return true;
        }
        complain(file, error == null ? "it is no well-formed XML" : error);
        context.reset();
        return false;
    }

    private void complain(Path file, String reason) {
        err.println(
                "labthings: the logging configuration "
                        + file
                        + " is not used, and the built-in one is: "
                        + reason);
    }
}
