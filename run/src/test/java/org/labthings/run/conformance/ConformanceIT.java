package org.labthings.run.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.labthings.testing.replay.Outcome;
import org.labthings.testing.replay.Replay;
import org.labthings.testing.replay.Report;
import org.labthings.testing.replay.Result;
import org.labthings.testing.replay.Tally;
import org.labthings.testing.replay.recording.Recordings;
import org.labthings.testing.replay.server.LaunchedServers;

/**
 * The packaged server answers as LabThings-FastAPI was recorded to. Every sequence is a test; every
 * area has a floor, the number of exchanges that match as recorded, which only goes up.
 */
class ConformanceIT {
    private static final int PARALLEL = Integer.getInteger("labthings.replay.parallel", 4);

    @TestFactory
    Stream<DynamicNode> recordings() throws Exception {
        Path work = PackagedServer.workFolder("conformance-replay");
        Recordings recordings =
                Recordings.in(Path.of(ConformanceIT.class.getResource("/wire").toURI()));
        PackagedServer.prepare();
        LaunchedServers servers = new LaunchedServers(command(), recordings, work);
        Report report = new Replay(recordings, servers, PARALLEL).run();
        Files.writeString(work.resolve("report.txt"), text(report));
        System.out.print(report.table());
        Map<String, Long> floor = Floor.read();
        Map<String, List<Result>> areas =
                report.results().stream()
                        .collect(
                                Collectors.groupingBy(
                                        r -> r.sequence().area(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return areas.entrySet().stream()
                .map(e -> area(e.getKey(), e.getValue(), report.areas().get(e.getKey()), floor));
    }

    /** Each of some dozen servers lives for seconds: the first compiler is enough. */
    private static List<String> command() {
        List<String> command =
                new ArrayList<>(List.of("env", "LABTHINGS_JAVA_OPTS=-XX:TieredStopAtLevel=1"));
        command.addAll(PackagedServer.command("{config}", "{port}", "{folder}/data"));
        return command;
    }

    private static DynamicNode area(
            String name, List<Result> results, Tally tally, Map<String, Long> floor) {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(dynamicTest(name + ": floor", () -> Floor.check(name, tally, floor)));
        results.stream()
                .collect(
                        Collectors.groupingBy(
                                r -> r.sequence().id(), LinkedHashMap::new, Collectors.toList()))
                .forEach((id, some) -> tests.add(dynamicTest(id, () -> check(some))));
        return dynamicContainer(name, tests);
    }

    private static void check(List<Result> sequence) {
        String failed =
                sequence.stream()
                        .filter(
                                r ->
                                        r.outcome() == Outcome.FAILED
                                                || r.outcome() == Outcome.SKIPPED)
                        .map(Result::describe)
                        .collect(Collectors.joining("\n"));
        assertTrue(failed.isEmpty(), failed);
    }

    private static String text(Report report) throws IOException {
        StringBuilder text = new StringBuilder(report.table());
        for (Outcome outcome : List.of(Outcome.FAILED, Outcome.SKIPPED, Outcome.DEVIATED)) {
            text.append('\n').append(outcome).append('\n');
            report.with(outcome).forEach(r -> text.append("- ").append(r.describe()).append('\n'));
        }
        text.append("\nNOTES\n");
        report.results().stream()
                .filter(r -> !r.notes().isEmpty())
                .forEach(
                        r ->
                                text.append("- ")
                                        .append(r.exchange().id())
                                        .append(' ')
                                        .append(r.notes())
                                        .append('\n'));
        return text.toString();
    }
}
