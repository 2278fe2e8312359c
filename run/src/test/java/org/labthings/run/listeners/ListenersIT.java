package org.labthings.run.listeners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/** Groups, routers and watchers in the packaged run-time set, used by a bundle and over HTTP. */
class ListenersIT {
    @TempDir static Path folder;
    private static Laboratory lab;
    private static Path export;

    @BeforeAll
    static void start() throws Exception {
        export = Files.createDirectories(folder.resolve("export"));
        Files.createDirectories(folder.resolve("own"));
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        DriverJar.drop(ProbeBundle.build(folder.resolve("probe.jar")), plugins, "probe.jar");
        String config =
                """
                {"things": {},
                 "listeners": {
                   "export": {"folders": ["%s"], "catch_up": true},
                   "own": {"folders": ["%s"], "autostart": false},
                   "broken": {"folders": ["%s"]}}}
                """
                        .formatted(export, folder.resolve("own"), folder.resolve("missing"));
        lab = Laboratory.open(folder, config);
        lab.await("/export/state", r -> r.body().equals("\"running\""));
    }

    @AfterAll
    static void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | [leading a, leading b, trailing a, trailing b]",
                "6 | COMPLETED COMPLETED 1",
                "7 | COMPLETED true true FAILED posts 1 waiting 0",
                "8 | [1, 1, 2:2] COMPLETED failed 1",
                "11 | true true"
            })
    void acceptanceChecksOfTheRouter(String check, String seen) throws Exception {
        assertEquals(seen, ProbeBundle.check(lab.framework(), check));
    }

    @Test
    void acceptanceChecksOfTheWatcher(@TempDir Path watched) throws Exception {
        Path two = Files.createDirectory(watched.resolve("two"));
        assertEquals(
                "[0 a, 0 last, 1 a, 1 last] 0", ProbeBundle.check(lab.framework(), "2 " + two));
        Path nine = Files.createDirectory(watched.resolve("nine"));
        assertEquals(
                "CREATED x/y/z/file, MOVED_TO w/y/z/file",
                ProbeBundle.check(lab.framework(), "9 " + nine));
        assertEquals(
                "true FAILED 0",
                ProbeBundle.check(lab.framework(), "10 " + watched.resolve("missing")));
    }

    @Test
    void aGroupIsStartedAndStoppedByABundle() throws Exception {
        assertEquals(
                "RUNNING true true true RUNNING",
                ProbeBundle.check(lab.framework(), "group own " + folder.resolve("own")));
    }

    @Test
    void aGroupIsAThing() throws Exception {
        assertTrue(lab.get("/things/").body().contains("\"export\":"));
        assertTrue(lab.get("/export/").body().contains("Group of listeners"));
        Files.writeString(export.resolve("a.csv"), "1,2");
        String events =
                lab.await("/export/recent_events", r -> r.body().contains("imported a.csv")).body();
        assertTrue(events.contains("\"changes\":[\"created\"],\"outcome\":\"completed\""), events);
        assertTrue(lab.get("/export/routes").body().contains("ExportCallback"));
        assertEquals(
                "[{\"name\":\"folders\",\"ranking\":2147483647,\"state\":\"running\"}]",
                lab.get("/export/listeners").body());
        assertEquals(201, lab.send("POST", "/export/stop", "{}").statusCode());
        lab.await("/export/state", r -> r.body().equals("\"stopped\""));
        Files.writeString(export.resolve("b.csv"), "1,2");
        assertEquals(201, lab.send("POST", "/export/start", "{}").statusCode());
        lab.await("/export/state", r -> r.body().equals("\"running\""));
        Files.writeString(export.resolve("c.csv"), "1,2");
        lab.await("/export/recent_events", r -> r.body().contains("imported c.csv"));
        lab.await("/export/recent_events", r -> r.body().contains("imported b.csv"));
    }

    @Test
    void aMissingFolderIsSaidAndCanBeMended() throws Exception {
        lab.await("/broken/state", r -> r.body().equals("\"failed\""));
        String reason = lab.get("/broken/reason").body();
        assertTrue(reason.contains("there is no such folder to watch; make it"), reason);
        Files.createDirectories(folder.resolve("missing"));
        assertEquals(201, lab.send("POST", "/broken/start", "{}").statusCode());
        lab.await("/broken/state", r -> r.body().equals("\"running\""));
        assertEquals("\"\"", lab.get("/broken/reason").body());
    }

    @Test
    void whatRunsAtTheStopOfTheServerEnds(@TempDir Path own) throws Exception {
        Path watched = Files.createDirectories(own.resolve("watched"));
        Path plugins = Files.createDirectories(own.resolve("plugins"));
        DriverJar.drop(ProbeBundle.build(own.resolve("probe.jar")), plugins, "probe.jar");
        String config = "{\"things\": {}, \"listeners\": {\"export\": {\"folders\": [\"%s\"]}}}";
        try (Laboratory another = Laboratory.open(own, config.formatted(watched))) {
            another.await("/export/routes", r -> r.body().contains("ExportCallback"));
            another.await("/export/state", r -> r.body().equals("\"running\""));
            Files.writeString(watched.resolve("slow.csv"), "1");
            another.await("/export/statistics", r -> r.body().contains("\"running\":1"));
        }
        assertTrue(Files.exists(watched.resolve("slow.csv.done")), "it was cut off");
    }
}
