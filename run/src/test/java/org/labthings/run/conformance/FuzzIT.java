package org.labthings.run.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.labthings.run.conformance.fuzz.Fuzz;
import org.labthings.run.conformance.fuzz.Verdict;
import org.labthings.testing.replay.recording.Recordings;
import org.labthings.testing.replay.server.LaunchedServer;
import org.labthings.testing.replay.wire.Address;
import org.labthings.testing.replay.wire.HttpConnection;
import org.labthings.testing.replay.wire.RawRequest;

/**
 * 10,000 malformed requests change nothing: each is refused, the log stays free of stack traces,
 * memory stays flat, and the server serves. {@code -Dlabthings.fuzz.seed} and {@code
 * -Dlabthings.fuzz.requests} make it another run.
 */
class FuzzIT {
    private static final long SEED = Long.getLong("labthings.fuzz.seed", 20_260_101);
    private static final int REQUESTS = Integer.getInteger("labthings.fuzz.requests", 10_000);
    private static final int WARM_UP = REQUESTS / 5;
    private static final int THREADS = 4;
    private static final int SHOWN = 20;

    /** Heap after a collection varies by what caches hold: less than this is flat. */
    private static final long FLAT_KILOBYTES = 6 * 1024;

    private final Map<String, Integer> outcomes = Collections.synchronizedMap(new TreeMap<>());

    /** The first of every kind and outcome that is wrong. */
    private final Map<String, String> wrong = Collections.synchronizedMap(new TreeMap<>());

    @Test
    void malformedRequestsAreRefused() throws Exception {
        Recordings recordings = Recordings.in(Path.of(FuzzIT.class.getResource("/wire").toURI()));
        PackagedServer.prepare();
        try (LaunchedServer server =
                LaunchedServer.prepare(
                        PackagedServer.command("{config}", "{port}", "{folder}/data"),
                        settings -> recordings.configuration("main", settings),
                        PackagedServer.workFolder("fuzz"),
                        "server")) {
            assertTrue(server.start(), () -> "the server did not start; see " + server.log());
            Address address = Address.of(server.base());
            send(address, 0, WARM_UP);
            ServerVitals before = ServerVitals.of(server.pid());
            send(address, WARM_UP, REQUESTS);
            ServerVitals after = ServerVitals.of(server.pid());
            outcomes.forEach((outcome, count) -> System.out.printf("%7d  %s%n", count, outcome));
            int judged = outcomes.values().stream().mapToInt(Integer::intValue).sum();
            System.out.printf(
                    "fuzz: seed %d, %d requests, %d wrong answers; heap %d kB before, %d kB after;"
                            + " %s, then %s%n",
                    SEED,
                    judged,
                    wrong.size(),
                    before.heapKilobytes(),
                    after.heapKilobytes(),
                    before,
                    after);
            assertEquals(REQUESTS, judged);
            assertTrue(
                    wrong.isEmpty(),
                    () -> "wrong answers, seed " + SEED + "\n" + String.join("\n", wrong.values()));
            assertEquals(List.of(), stackTraces(server), "stack traces in the log");
            assertEquals(200, serves(address), "a proper request afterwards");
            assertTrue(
                    after.heapKilobytes() < before.heapKilobytes() + FLAT_KILOBYTES,
                    "heap went from "
                            + before.heapKilobytes()
                            + " kB to "
                            + after.heapKilobytes()
                            + " kB");
            assertTrue(
                    after.descriptors() <= before.descriptors() + THREADS,
                    "descriptors went from " + before.descriptors() + " to " + after.descriptors());
        }
    }

    private static int serves(Address server) throws IOException {
        RawRequest proper =
                new RawRequest(
                        "GET", "/props/intprop", Map.of("Host", server.toString()), new byte[0]);
        return HttpConnection.exchange(server, proper, Duration.ofSeconds(20)).status();
    }

    private void send(Address server, int from, int to) throws Exception {
        Fuzz fuzz = new Fuzz(SEED);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = from; i < to; i++) {
                int number = i;
                sent.add(threads.submit(() -> send(server, fuzz, number)));
            }
            for (Future<?> f : sent) {
                f.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void send(Address server, Fuzz fuzz, int number) {
        String kind = fuzz.kind(number);
        Verdict verdict;
        try {
            verdict = fuzz.request(number).send(server);
        } catch (IOException e) {
            verdict = new Verdict(false, e.getClass().getSimpleName(), e.toString());
        }
        String outcome = kind + ": " + verdict.outcome();
        outcomes.merge(outcome, 1, Integer::sum);
        if (!verdict.good()) {
            wrong.putIfAbsent(outcome, number + " " + outcome + "\n  " + verdict.details());
        }
    }

    /** Lines of stack traces in everything that the server has written. */
    private static List<String> stackTraces(LaunchedServer server) throws IOException {
        List<Path> logs = new ArrayList<>(List.of(server.log()));
        try (Stream<Path> files = Files.walk(server.folder())) {
            files.filter(f -> f.toString().endsWith(".log")).forEach(logs::add);
        }
        List<String> lines = new ArrayList<>();
        for (Path log : logs) {
            Files.readAllLines(log).stream()
                    .filter(
                            line ->
                                    line.matches("\\s+at [\\w.$/@]+\\(.*")
                                            || line.startsWith("Caused by: "))
                    .limit(SHOWN)
                    .forEach(lines::add);
        }
        return lines;
    }
}
