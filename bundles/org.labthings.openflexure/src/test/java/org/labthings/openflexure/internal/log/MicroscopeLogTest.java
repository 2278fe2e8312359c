package org.labthings.openflexure.internal.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.logging.LogLine;

class MicroscopeLogTest {
    @TempDir Path folder;
    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    @BeforeEach
    void start() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        heard.setContext(context);
        heard.start();
        context.getLogger("ROOT").addAppender(heard);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private String text() throws IOException {
        return Files.readString(folder.resolve("logs").resolve(MicroscopeLog.FILE));
    }

    @Test
    void linesHaveTheMicroscopesForm() throws IOException {
        LogLine before =
                new LogLine(0, Instant.now(), "WARNING", "things.camera", "Odd {}", "ab-1");
        try (MicroscopeLog log =
                MicroscopeLog.open(context, folder.resolve("logs"), List.of(before))) {
            context.getLogger("things.stage").info("Moved");
            assertEquals(2, text().lines().count());
        }
        context.getLogger("things.stage").info("After its end");
        List<String> lines = text().lines().toList();
        assertTrue(
                lines.get(0)
                        .matches(
                                "\\[\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}] \\[WARNING]"
                                        + " <things.camera> \\[invocation:ab-1] Odd \\{}"),
                lines.get(0));
        assertTrue(lines.get(1).endsWith("[INFO] <things.stage> Moved"), lines.get(1));
        assertEquals(2, lines.size());
    }

    @Test
    void aFullFileMakesRoom() throws IOException {
        try (MicroscopeLog log = MicroscopeLog.open(context, folder.resolve("logs"), List.of())) {
            String line = "x".repeat(100_000);
            for (int i = 0; i < 12; i++) {
                context.getLogger("a").info(line);
            }
        }
        assertTrue(Files.exists(folder.resolve("logs").resolve(MicroscopeLog.FILE + ".1")));
    }

    @Test
    void aFolderThatCannotBeMadeIsReported() throws IOException {
        Files.writeString(folder.resolve("logs"), "");
        MicroscopeLog.open(context, folder.resolve("logs"), List.of()).close();
        assertEquals(1, heard.list.size());
        assertTrue(heard.list.get(0).getFormattedMessage().startsWith("Cannot create log file at"));
        assertFalse(Files.isDirectory(folder.resolve("logs")));
    }
}
