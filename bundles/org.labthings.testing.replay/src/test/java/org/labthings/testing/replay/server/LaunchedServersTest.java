package org.labthings.testing.replay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.testing.replay.Replay;
import org.labthings.testing.replay.Report;
import org.labthings.testing.replay.Tally;
import org.labthings.testing.replay.recording.Batch;
import org.labthings.testing.replay.recording.Recordings;

/** Launches a real process: the small program {@link TinyServer}. */
class LaunchedServersTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir Path folder;

    @BeforeEach
    void writeRecordings() throws IOException {
        Files.createDirectories(folder.resolve("configs"));
        Files.writeString(
                folder.resolve("configs/main.json"), "{\"settings_folder\": \"<SETTINGS>\"}");
        Files.writeString(
                folder.resolve("tiny.json"),
                "{\"area\":\"tiny\",\"sequences\":[{\"id\":\"tiny/1\",\"config\":\"main\",\"server_args\":[\"more\"],\"exchanges\":["
                        + request("a", "[1,\"more\"]")
                        + ",{\"id\":\"b\",\"server\":\"restart\",\"starts\":true},"
                        + request("c", "[2,\"more\"]")
                        + "]}]}");
    }

    @Test
    void startsRestartsAndCleansUp() throws Exception {
        Path work = folder.resolve("work");
        Report report =
                new Replay(recordings(), new LaunchedServers(command(), recordings(), work), 2)
                        .run();
        assertEquals(new Tally(3, 0, 0, 0, 0), report.all(), report.results()::toString);
        try (var left = Files.list(work)) {
            assertEquals(List.of("tiny-1.log"), left.map(f -> f.getFileName().toString()).toList());
        }
    }

    @Test
    void aServerThatEndsIsAnErrorThatNamesItsLog() throws Exception {
        LaunchedServers servers =
                new LaunchedServers(
                        List.of(JAVA, "-version"), recordings(), folder.resolve("work"));
        Batch batch = Batch.split(recordings()).get(0);
        IOException e = assertThrows(IOException.class, () -> servers.serverFor(batch));
        assertTrue(e.getMessage().endsWith("tiny-1.log"), e.getMessage());
        assertTrue(Files.readString(folder.resolve("work/tiny-1.log")).contains("version"));
    }

    @Test
    void portsAreFreeAndDiffer() throws IOException {
        FreePorts ports = new FreePorts();
        assertFalse(ports.next() == ports.next());
    }

    private Recordings recordings() throws IOException {
        return Recordings.in(folder);
    }

    private static List<String> command() {
        return List.of(
                JAVA,
                "-cp",
                System.getProperty("java.class.path"),
                TinyServer.class.getName(),
                "{port}",
                "{config}",
                "{folder}/starts");
    }

    private static String request(String id, String body) {
        return "{\"id\":\""
                + id
                + "\",\"request\":{\"method\":\"GET\",\"path\":\"/\"},"
                + "\"response\":{\"status\":200,\"headers\":{},\"body\":"
                + body
                + "}}";
    }
}
