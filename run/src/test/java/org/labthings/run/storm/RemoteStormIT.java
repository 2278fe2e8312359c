package org.labthings.run.storm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Command;
import org.labthings.run.lab.Laboratory;

/**
 * A remote server hangs, or is killed and started again: who uses its Things waits, and goes on.
 */
class RemoteStormIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROUNDS = Storm.rounds("remote", 2, 50);
    private static final int HANGS = Storm.rounds("remote.hangs", 1, 50);

    @TempDir Path folder;

    private Command startThere(int port) throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("there.json"),
                        "{\"things\": {\"stage\":"
                                + " \"org.labthings.thing.simstage.SimulatedStage\"}}");
        Command there =
                Command.run(
                        folder,
                        Command.distributed(),
                        "-c",
                        config.toString(),
                        "--port",
                        String.valueOf(port),
                        "--data",
                        folder.resolve("there").toString());
        there.await("Ready after");
        return there;
    }

    @Test
    void theSlotRecoversWheneverTheRemoteReturns() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String config =
                """
                {"things": {
                  "camera": {"class": "org.labthings.thing.simcamera.SimulatedCamera", "thing_slots": {"stage": "stage"}},
                  "stage": {"class": "remote", "kwargs": {"url": "http://127.0.0.1:%d/stage/"}}
                }}
                """
                        .formatted(port);
        Command there = startThere(port);
        double slowest = 0;
        double hung = 0;
        try (Laboratory here = Laboratory.open(folder.resolve("here"), config)) {
            running(here);
            int threads = threads();
            for (int round = 0; round < ROUNDS; round++) {
                hung = Math.max(hung, round < HANGS ? hang(here, there) : 0);
                there.signal("KILL");
                there.exit();
                long killed = System.nanoTime();
                waiting(here, "nobody listens there");
                slowest = Math.max(slowest, (System.nanoTime() - killed) / 1e6);
                assertEquals(503, here.get("/stage/position").statusCode());
                connected(here, false);
                there = startThere(port);
                running(here);
            }
            System.gc();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (threads() > threads + 2 && System.nanoTime() < end) {
                System.gc(); // Java before 21 ends a client's threads when it is garbage
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            assertTrue(threads() <= threads + 2, "clients that are gone keep threads");
            Storm.say(
                    "remote killed %d times, waiting after at most %.0f ms; hung %d times, %.0f ms",
                    ROUNDS, slowest, Math.min(HANGS, ROUNDS), hung);
            assertTrue(slowest < 10_000, "it took long to notice: " + slowest);
            assertTrue(hung < 10_000, "it took long to notice that it hangs: " + hung);
        } finally {
            there.close();
        }
    }

    /**
     * Stops the process without ending it, lets it go on, and returns after how many ms we knew.
     */
    private static double hang(Laboratory here, Command there) throws Exception {
        there.signal("STOP");
        long stopped = System.nanoTime();
        waiting(here, "does not answer in time");
        double millis = (System.nanoTime() - stopped) / 1e6;
        connected(here, false);
        there.signal("CONT");
        running(here);
        return millis;
    }

    private static int threads() {
        return (int)
                Thread.getAllStackTraces().keySet().stream()
                        .filter(
                                t ->
                                        t.getName().startsWith("labthings-client")
                                                || t.getName().startsWith("HttpClient-")
                                                || t.getName().startsWith("remote-"))
                        .count();
    }

    private static void waiting(Laboratory here, String reason) throws Exception {
        here.await(
                "/things/?status",
                r -> {
                    JsonNode stage = at(r.body(), "stage");
                    return stage.path("state").asText().equals("waiting")
                            && stage.path("reason").asText().contains(reason);
                });
    }

    /** A server that has just started may be slow, and count as away once more. */
    private static void running(Laboratory here) throws Exception {
        connected(here, true);
        here.await("/stage/position", r -> r.statusCode() == 200);
    }

    private static JsonNode at(String body, String thing) {
        try {
            return JSON.readTree(body).path(thing);
        } catch (IOException e) {
            throw new AssertionError(body, e);
        }
    }

    private static void connected(Laboratory here, boolean is) throws Exception {
        here.await(
                "/things/?status",
                r -> at(r.body(), "camera").path("slots").path(0).path("things").isEmpty() != is);
    }
}
