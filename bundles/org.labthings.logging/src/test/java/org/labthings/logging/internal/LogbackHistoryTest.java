package org.labthings.logging.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.logging.LogHistory;
import org.labthings.logging.LogLine;
import org.slf4j.Logger;

class LogbackHistoryTest {
    @TempDir Path folder;
    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    private final LogbackHistory history;
    private final Logger log;

    LogbackHistoryTest() {
        context.setMDCAdapter(mdc);
        context.start();
        history = new LogbackHistory(context);
        log = context.getLogger("labthings.things.stage");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aRecordHasAllThatPeopleAskFor() {
        mdc.put("invocation", "ad2cfb2a-1c99-4c2c-94db-515893009e33");
        log.warn("Moved {}\nslowly", 5);
        mdc.remove("invocation");
        LogLine line = history.recent().get(0);
        assertEquals(0, line.sequence());
        assertEquals("WARNING", line.level());
        assertEquals("labthings.things.stage", line.logger());
        assertEquals("Moved 5", line.summary());
        assertEquals("Moved 5\nslowly", line.message());
        assertEquals("ad2cfb2a-1c99-4c2c-94db-515893009e33", line.invocation());
    }

    @Test
    void anExceptionIsInTheMessage() {
        log.error("No frame", new IOException("unplugged"));
        LogLine line = history.recent().get(0);
        assertEquals("No frame", line.summary());
        assertTrue(line.message().contains("java.io.IOException: unplugged"), line.message());
    }

    @Test
    void theNewestAreKeptAndNumbersAreNeverUsedAgain() {
        for (int i = 0; i < LogHistory.KEPT + 10; i++) {
            log.info("line {}", i);
        }
        List<LogLine> lines = history.recent();
        assertEquals(LogHistory.KEPT, lines.size());
        assertEquals(10, lines.get(0).sequence());
        assertEquals("line 259", lines.get(LogHistory.KEPT - 1).message());
    }

    @Test
    void aVeryLongMessageIsCut() {
        log.info("x".repeat(LogRing.LONGEST + 7));
        String message = history.recent().get(0).message();
        assertTrue(message.endsWith("x... (7 more characters)"), message);
    }

    @Test
    void whoFollowsGetsWhatIsKeptThenWhatComes() {
        log.info("first");
        log.info("second");
        List<String> heard = new ArrayList<>();
        LogHistory.Subscription subscription = history.follow(0, line -> heard.add(line.message()));
        log.info("third");
        subscription.close();
        log.info("fourth");
        assertEquals(List.of("second", "third"), heard);
    }

    @Test
    void aListenerThatLogsIsNotToldOfIt() {
        List<String> heard = new ArrayList<>();
        history.follow(
                -1,
                line -> {
                    heard.add(line.message());
                    log.info("I was told {}", line.message());
                });
        log.info("once");
        assertEquals(List.of("once"), heard);
        assertEquals(2, history.recent().size());
    }

    @Test
    void itSurvivesThatLogbackIsSetUpAnew() {
        log.info("before");
        context.reset();
        log.info("after");
        assertEquals(
                List.of("before", "after"),
                history.recent().stream().map(LogLine::message).toList());
    }

    @Test
    void itKnowsTheFile() {
        assertEquals(Optional.empty(), history.file());
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg%n");
        encoder.start();
        FileAppender<ILoggingEvent> file = new FileAppender<>();
        file.setContext(context);
        file.setEncoder(encoder);
        file.setFile(folder.resolve("a.log").toString());
        file.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(file);
        assertEquals(Optional.of(folder.resolve("a.log")), history.file());
        FileAppender<ILoggingEvent> people = new FileAppender<>();
        people.setContext(context);
        people.setName(LogHistory.LOG_FILE);
        people.setEncoder(encoder);
        people.setFile(folder.resolve("b.log").toString());
        people.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(people);
        assertEquals(Optional.of(folder.resolve("b.log")), history.file());
    }

    @Test
    void afterItsEndNothingIsKept() {
        history.close();
        log.info("too late");
        assertEquals(List.of(), history.recent());
    }
}
