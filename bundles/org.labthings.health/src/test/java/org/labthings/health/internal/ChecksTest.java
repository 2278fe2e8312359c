package org.labthings.health.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.core.InvocationLoad;
import org.labthings.core.ThingState;
import org.labthings.core.ThingStatus;
import org.labthings.core.Things;

class ChecksTest {
    private static final Instant NOW = Instant.parse("2026-03-02T05:05:39Z");
    @TempDir Path folder;

    private static ThingStatus thing(String name, ThingState state, ThingStatus.Slot... slots) {
        return new ThingStatus(
                name,
                state,
                "because of " + name,
                NOW.minusSeconds(60),
                "a.B",
                null,
                null,
                state == ThingState.RUNNING,
                List.of(slots),
                List.of());
    }

    private static Things things(ThingStatus... statuses) {
        Map<String, ThingStatus> all = new LinkedHashMap<>();
        for (ThingStatus status : statuses) {
            all.put(status.name(), status);
        }
        return new Things(Map.of(), all, true);
    }

    private static void expect(Result.Status status, String text, Result result) {
        String said =
                StreamSupport.stream(result.spliterator(), false)
                        .map(ResultLog.Entry::getMessage)
                        .collect(Collectors.joining("\n"));
        assertEquals(status, result.getStatus(), said);
        assertTrue(said.contains(text), said);
    }

    @Test
    void aFailedThingIsCriticalAndOneThatWaitsAWarning() {
        ThingStatus runs = thing("a", ThingState.RUNNING);
        expect(Result.Status.OK, "Things run", ThingsCheck.result(things(runs), NOW));
        expect(
                Result.Status.WARN,
                "1 of 2 Things run",
                ThingsCheck.result(things(runs, thing("b", ThingState.WAITING)), NOW));
        expect(
                Result.Status.WARN,
                "b waits: because of b",
                ThingsCheck.result(things(runs, thing("b", ThingState.WAITING)), NOW));
        expect(
                Result.Status.CRITICAL,
                "c failed: because of c",
                ThingsCheck.result(
                        things(thing("b", ThingState.WAITING), thing("c", ThingState.FAILED)),
                        NOW));
    }

    @Test
    void anUpgradeIsNoWarningUntilItTakesLong() {
        Things things = things(thing("a", ThingState.STARTING));
        expect(Result.Status.OK, "a is starting", ThingsCheck.result(things, NOW.minusSeconds(55)));
        expect(
                Result.Status.WARN,
                "a has been starting for 60 s: because of a",
                ThingsCheck.result(things, NOW));
    }

    @Test
    void onlyARequiredSlotMustBeFilled() {
        ThingStatus.Slot required =
                new ThingStatus.Slot(
                        "stage", "Stage", "required", List.of(), List.of(), "no Stage is there");
        ThingStatus.Slot optional =
                new ThingStatus.Slot("light", "Light", "optional", List.of(), List.of(), "none");
        ThingStatus.Slot filled =
                new ThingStatus.Slot(
                        "stage", "Stage", "required", List.of("s"), List.of("s"), "filled");
        expect(
                Result.Status.WARN,
                "The slot stage of a is empty: no Stage is there",
                SlotsCheck.result(things(thing("a", ThingState.WAITING, required))));
        expect(
                Result.Status.OK,
                "1 slots are filled, 1 that need not be are empty",
                SlotsCheck.result(things(thing("a", ThingState.RUNNING, filled, optional))));
    }

    @Test
    void settingsAreTriedAndNothingIsLeft() throws IOException {
        expect(
                Result.Status.OK,
                "can be saved",
                SettingsCheck.result(folder.resolve("not/made/yet")));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
        Path file = Files.writeString(folder.resolve("file"), "");
        expect(Result.Status.CRITICAL, "cannot be saved", SettingsCheck.result(file));
    }

    @Test
    void aQueueIsAWarningAndAFullOneCritical() {
        expect(
                Result.Status.OK,
                "5 actions run",
                InvocationsCheck.result(new InvocationLoad(5, 10, 0, 3, 20)));
        expect(
                Result.Status.WARN,
                "2 actions wait",
                InvocationsCheck.result(new InvocationLoad(10, 10, 2, 3, 20)));
        expect(
                Result.Status.CRITICAL,
                "actions are refused",
                InvocationsCheck.result(new InvocationLoad(10, 10, 3, 3, 20)));
    }

    @Test
    void placesThatRunOutAreAWarning() {
        expect(Result.Status.OK, "8 viewers, at most 10", streams(8));
        expect(Result.Status.WARN, "9 of 10 places for viewers are taken", streams(9));
        expect(Result.Status.WARN, "All 10 places for viewers are taken", streams(10));
    }

    private static Result streams(int open) {
        FormattingResultLog log = new FormattingResultLog();
        StreamsCheck.tell(log, "viewers", open, 10);
        return new Result(log);
    }

    @Test
    void aFrameworkOnItsWayIsUnavailableForNow() {
        expect(Result.Status.OK, "Start level 6", FrameworkCheck.result(6, 6));
        expect(
                Result.Status.TEMPORARILY_UNAVAILABLE,
                "start level 3 of 6",
                FrameworkCheck.result(3, 6));
    }

    @Test
    void aDiskIsJudgedByWhatIsLeft() {
        expect(Result.Status.OK, "/data has 5000 MB left", disk(5000));
        expect(Result.Status.WARN, "/data has 999 MB left", disk(999));
        expect(Result.Status.CRITICAL, "settings get lost", disk(99));
    }

    private static Result disk(long megabytes) {
        FormattingResultLog log = new FormattingResultLog();
        DiskCheck.tell(log, Path.of("/data"), megabytes, 1000, 100);
        return new Result(log);
    }
}
