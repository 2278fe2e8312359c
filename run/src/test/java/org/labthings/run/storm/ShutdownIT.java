package org.labthings.run.storm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Command;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/** A busy server is told to end. */
class ShutdownIT {
    private static final int STREAMS = 32;
    private static final int SOCKETS = 8;
    private static final int ACTIONS = 10;
    private static final int THINGS = 3;
    private static final double MOST_SECONDS = 3.0;
    private static final long DEADLINE = Laboratory.DEADLINE_SECONDS;

    @TempDir Path folder;

    @Test
    void everybodyIsLetGoInOrder() throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        DriverJar.drop(StormDrivers.neighbour(folder.resolve("build")), plugins, "neighbour.jar");
        StringBuilder things = new StringBuilder();
        for (int i = 0; i < THINGS; i++) {
            things.append(i == 0 ? "" : ", ").append("\"n" + i + "\": \"lab.neighbour.Neighbour\"");
        }
        try (Command command =
                Command.run(
                        folder,
                        Command.distributed(),
                        "-j",
                        "{\"things\": {" + things + "}}",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString(),
                        "--plugins",
                        plugins.toString())) {
            URI url = URI.create(command.await("  things ").replaceAll(".* ", ""));
            command.await("Ready after");
            List<FrameWatcher> streams = new ArrayList<>();
            List<PropertyWatcher> sockets = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                streams.add(new FrameWatcher(url, "/n" + i % THINGS + "/mjpeg_stream"));
            }
            for (int i = 0; i < SOCKETS; i++) {
                sockets.add(new PropertyWatcher(url, "n" + i % THINGS, "value"));
            }
            for (int i = 0; i < ACTIONS; i++) {
                assertEquals(201, post(url.resolve("/n" + i % THINGS + "/rest")));
            }
            for (FrameWatcher s : streams) {
                assertTrue(s.awaitFirst(DEADLINE), "no frame came");
            }
            long start = System.nanoTime();
            command.signal("TERM");
            assertEquals(143, command.exit());
            double seconds = (System.nanoTime() - start) / 1e9;
            for (FrameWatcher s : streams) {
                assertTrue(s.awaitEnd(DEADLINE));
                assertEquals(FrameWatcher.CLEAN, s.end());
            }
            for (PropertyWatcher s : sockets) {
                assertTrue(s.awaitEnd(DEADLINE));
                assertTrue(s.end().startsWith("closed with 1001"), s.end());
            }
            for (int i = 0; i < THINGS; i++) {
                Path marker = folder.resolve("data/settings/n" + i + "/closed");
                assertEquals("after the actions", Files.readString(marker));
            }
            Storm.say(
                    "SIGTERM with %d streams, %d WebSockets, %d actions: gone after %.1f s",
                    STREAMS, SOCKETS, ACTIONS, seconds);
            assertTrue(seconds < MOST_SECONDS, "gone only after " + seconds + " s");
        }
    }

    private static int post(URI url) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"seconds\": 600}"))
                        .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
