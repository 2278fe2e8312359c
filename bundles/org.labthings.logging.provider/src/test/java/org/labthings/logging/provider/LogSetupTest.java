package org.labthings.logging.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSetupTest {
    private static final Path EXAMPLE = Path.of("../../run/conf/logback-example.xml");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> properties = new HashMap<>();
    private final List<LoggerContext> contexts = new ArrayList<>();

    @TempDir Path folder;

    @AfterEach
    void stop() {
        contexts.forEach(LoggerContext::stop);
    }

    @Test
    void theBuiltInSetupIsWhatTheExampleSays() {
        properties.put(LogSetup.LOGS, folder.toString());
        properties.put(LogSetup.LEVEL, "DEBUG");
        List<String> builtIn = described(configured());
        properties.put(LogSetup.FILE, EXAMPLE.toString());
        List<String> example =
                withSystemProperties(
                        Map.of(LogSetup.LOGS, folder.toString(), LogSetup.LEVEL, "DEBUG"),
                        () -> described(configured()));
        assertEquals(String.join("\n", example), String.join("\n", builtIn));
        assertTrue(builtIn.size() > 8, builtIn.toString());
        assertEquals("", complaints());
    }

    @Test
    void linesReachTheFileWithTheirTraces() throws IOException {
        properties.put(LogSetup.LOGS, folder.toString());
        configured().getLogger("labthings.x").info("Moved", new IOException("late"));
        String text = Files.readString(folder.resolve("labthings.log"));
        assertTrue(text.contains(" [INFO] <labthings.x> Moved\n"), text);
        assertTrue(
                text.matches("(?s)\\[\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}].*"), text);
        assertTrue(text.contains("java.io.IOException: late"), text);
    }

    @Test
    void theInvocationThatLogsIsNamed() throws IOException {
        properties.put(LogSetup.LOGS, folder.toString());
        LoggerContext context = configured();
        context.getMDCAdapter().put("invocation", "ad2cfb2a");
        context.getLogger("labthings.x").warn("Slow");
        context.getMDCAdapter().remove("invocation");
        String text = Files.readString(folder.resolve("labthings.log"));
        assertTrue(text.contains(" [WARNING] <labthings.x> [invocation:ad2cfb2a] Slow\n"), text);
    }

    @Test
    void aLogFileThatCannotBeMadeIsReported() throws IOException {
        Path notAFolder = folder.resolve("file");
        Files.writeString(notAFolder, "");
        properties.put(LogSetup.LOGS, notAFolder.toString());
        PrintStream console = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            configured().getLogger("labthings.x").info("the start goes on");
        } finally {
            System.setOut(console);
        }
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("ERROR Cannot create log file at " + notAFolder), text);
        assertTrue(text.contains("the start goes on"), text);
    }

    @Test
    void aFileOfOnesOwnIsUsed() throws IOException {
        Path file = folder.resolve("logback.xml");
        Files.writeString(file, "<configuration><root level='ERROR'/></configuration>");
        properties.put(LogSetup.FILE, file.toString());
        assertEquals("ERROR", configured().getLogger("ROOT").getLevel().toString());
    }

    @Test
    void aFaultyFileIsReportedAndTheBuiltInSetupUsed() throws IOException {
        Path file = folder.resolve("logback.xml");
        Files.writeString(file, "<configuration><root level='ERROR'>");
        properties.put(LogSetup.FILE, file.toString());
        assertEquals("INFO", configured().getLogger("ROOT").getLevel().toString());
        assertTrue(complaints().contains(file + " is not used"), complaints());
    }

    @Test
    void anUnknownAppenderIsReported() throws IOException {
        Path file = folder.resolve("logback.xml");
        Files.writeString(
                file,
                "<configuration><appender name='A' class='no.such.Appender'/>"
                        + "<root><appender-ref ref='A'/></root></configuration>");
        properties.put(LogSetup.FILE, file.toString());
        configured();
        assertTrue(complaints().contains("no.such.Appender"), complaints());
    }

    @Test
    void aMissingFileIsReported() {
        properties.put(LogSetup.FILE, folder.resolve("none.xml").toString());
        configured();
        assertTrue(complaints().contains("none.xml is not used"), complaints());
    }

    private LoggerContext configured() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        contexts.add(context);
        new LogSetup(properties::get, new PrintStream(err, true, StandardCharsets.UTF_8))
                .configure(context);
        context.start();
        return context;
    }

    private String complaints() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static List<String> described(LoggerContext context) {
        List<String> lines = new ArrayList<>();
        for (Logger logger : context.getLoggerList()) {
            if (logger.getLevel() == null && !logger.iteratorForAppenders().hasNext()) {
                continue; // only on the way to one that says something
            }
            lines.add(logger.getName() + " " + logger.getLevel() + " " + logger.isAdditive());
            logger.iteratorForAppenders().forEachRemaining(a -> lines.add(described(a)));
        }
        return lines;
    }

    private static String described(Appender<ILoggingEvent> appender) {
        OutputStreamAppender<ILoggingEvent> stream = (OutputStreamAppender<ILoggingEvent>) appender;
        String form =
                stream.getEncoder() instanceof PatternLayoutEncoder lines
                        ? lines.getPattern()
                        : stream.getEncoder().getClass().getSimpleName();
        String text = "  " + appender.getName() + " " + form;
        if (appender instanceof RollingFileAppender<ILoggingEvent> file) {
            FixedWindowRollingPolicy files = (FixedWindowRollingPolicy) file.getRollingPolicy();
            SizeBasedTriggeringPolicy<?> size =
                    (SizeBasedTriggeringPolicy<?>) file.getTriggeringPolicy();
            text += " " + file.getFile() + " " + files.getFileNamePattern();
            text += " " + files.getMinIndex() + "-" + files.getMaxIndex();
            text += " " + size.getMaxFileSize();
        }
        return text;
    }

    /** The example refers to system properties. */
    private static List<String> withSystemProperties(
            Map<String, String> values, java.util.function.Supplier<List<String>> work) {
        values.forEach(System::setProperty);
        try {
            return work.get();
        } finally {
            values.keySet().forEach(System::clearProperty);
        }
    }
}
