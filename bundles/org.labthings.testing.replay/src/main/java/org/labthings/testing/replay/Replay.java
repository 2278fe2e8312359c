package org.labthings.testing.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.labthings.testing.replay.internal.match.Findings;
import org.labthings.testing.replay.internal.step.Session;
import org.labthings.testing.replay.internal.step.SkippedException;
import org.labthings.testing.replay.internal.step.Steps;
import org.labthings.testing.replay.recording.Batch;
import org.labthings.testing.replay.recording.Exchange;
import org.labthings.testing.replay.recording.Recordings;
import org.labthings.testing.replay.recording.Sequence;
import org.labthings.testing.replay.server.Server;
import org.labthings.testing.replay.server.Servers;

/**
 * Replays recordings.
 *
 * <pre>{@code
 * Recordings recordings = Recordings.in(Path.of("wire"));
 * Servers servers = new RunningServers().with("main", URI.create("http://127.0.0.1:5000"), null);
 * Report report = new Replay(recordings, servers, 1).run();
 * System.out.print(report.table());
 * }</pre>
 */
public final class Replay {
    private final Recordings recordings;
    private final Servers servers;
    private final int parallel;

    /**
     * Prepared, not started.
     *
     * @param parallel how many batches run at a time, each on its own server; 1 where several
     *     configurations share a server
     */
    public Replay(Recordings recordings, Servers servers, int parallel) {
        this.recordings = recordings;
        this.servers = servers;
        this.parallel = parallel;
    }

    /**
     * Replays everything. Blocks until all is done; what it starts it also ends.
     *
     * @throws InterruptedException when interrupted; servers are stopped
     */
    public Report run() throws InterruptedException {
        List<Batch> batches = new ArrayList<>(Batch.split(recordings));
        if (parallel > 1) {
            // The longest first, so that none of them is left for the end.
            batches.sort(Comparator.comparing(b -> -b.sequences().size()));
        }
        ExecutorService threads = Executors.newFixedThreadPool(parallel);
        try {
            List<Future<Map<Sequence, List<Result>>>> running = new ArrayList<>();
            for (Batch batch : batches) {
                running.add(threads.submit(() -> run(batch)));
            }
            Map<Sequence, List<Result>> done = new HashMap<>();
            for (Future<Map<Sequence, List<Result>>> future : running) {
                done.putAll(future.get());
            }
            return new Report(
                    recordings.sequences().stream().flatMap(s -> done.get(s).stream()).toList());
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a batch of recordings could not be replayed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Map<Sequence, List<Result>> run(Batch batch) throws InterruptedException {
        Map<Sequence, List<Result>> done = new HashMap<>();
        Optional<Server> found;
        try {
            found = servers.serverFor(batch);
        } catch (IOException e) {
            batch.sequences().forEach(s -> done.put(s, all(s, Outcome.FAILED, e.getMessage())));
            return done;
        }
        if (found.isEmpty()) {
            batch.sequences()
                    .forEach(s -> done.put(s, all(s, Outcome.SKIPPED, "no server for it")));
            return done;
        }
        try (Server server = found.get()) {
            for (Sequence s : batch.sequences()) {
                done.put(s, run(s, server));
            }
        }
        return done;
    }

    private static List<Result> all(Sequence sequence, Outcome outcome, String why) {
        return sequence.exchanges().stream()
                .filter(Exchange::counted)
                .map(x -> new Result(sequence, x, outcome, List.of(why), List.of()))
                .toList();
    }

    private static List<Result> run(Sequence sequence, Server server) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        try (Session session = new Session(server)) {
            for (Exchange exchange : sequence.exchanges()) {
                Result result = run(sequence, exchange, session);
                if (exchange.counted()) {
                    results.add(result);
                }
            }
        }
        return results;
    }

    private static Result run(Sequence sequence, Exchange exchange, Session session)
            throws InterruptedException {
        try {
            Findings found = Steps.run(exchange, session);
            Outcome outcome =
                    found.matched()
                            ? Outcome.MATCHED
                            : Steps.mayDiffer(exchange, session)
                                    ? Outcome.DEVIATED
                                    : Outcome.FAILED;
            return new Result(sequence, exchange, outcome, found.problems(), found.notes());
        } catch (SkippedException e) {
            return new Result(
                    sequence, exchange, Outcome.SKIPPED, List.of(e.getMessage()), List.of());
        }
    }
}
