package org.labthings.testing.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.testing.replay.recording.Recordings;
import org.labthings.testing.replay.server.RunningServers;
import org.labthings.testing.replay.server.Server;

class ReplayTest {
    @TempDir Path folder;

    @Test
    void matchesDeviatesFailsAndSkips() throws Exception {
        try (FakeServer server = FakeServer.saying(FakeServer.json(200, "{\"n\":1}"))) {
            Report report =
                    replay(
                            server,
                            get("a", 200, "{\"n\":1}", ""),
                            get("b", 200, "{\"n\":{\"$prefer\":2}}", ""),
                            get("c", 201, "{}", ",\"deviation_allowed\":\"any\""),
                            get(
                                    "d",
                                    201,
                                    "{}",
                                    ",\"deviation_allowed\":\"one\",\"alternatives\":[{\"status\":200}]"),
                            get(
                                    "e",
                                    201,
                                    "{}",
                                    ",\"deviation_allowed\":\"one\",\"alternatives\":[{\"status\":404}]"),
                            get("f", 200, "{\"n\":2}", ""),
                            "{\"id\":\"g\",\"file\":\"<SETTINGS>/x.json\",\"absent\":true}",
                            "{\"id\":\"h\",\"wait\":0.01}");
            assertEquals(new Tally(2, 1, 2, 2, 1), report.all());
            assertEquals(
                    List.of("body/n: expected 2, got 1"),
                    report.with(Outcome.FAILED).get(1).problems());
            assertTrue(report.table().contains("some                  2 / 6"), report.table());
        }
    }

    @Test
    void aServerThatIsGoneFailsTheExchange() throws Exception {
        FakeServer server = FakeServer.saying("");
        server.close();
        assertEquals(new Tally(0, 0, 0, 1, 0), replay(server, get("a", 200, "1", "")).all());
    }

    @Test
    void pollsUntilTheStatusIsThere() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        FakeServer.Script script =
                (head, socket) -> {
                    String status = asked.incrementAndGet() < 3 ? "running" : "completed";
                    FakeServer.write(
                            socket, FakeServer.json(200, "{\"status\":\"" + status + "\"}"));
                };
        try (FakeServer server = new FakeServer(script)) {
            String poll = ",\"poll_until\":{\"status\":[\"completed\"],\"timeout\":10}";
            assertEquals(
                    1,
                    replay(server, get("a", 200, "{\"status\":\"completed\"}", poll))
                            .all()
                            .matched());
            assertEquals(3, asked.get());
        }
    }

    @Test
    void capturedValuesGoIntoLaterRequestsHostAndBodies() throws Exception {
        try (FakeServer server = FakeServer.saying(FakeServer.json(200, "{\"id\":\"x1\"}"))) {
            replay(
                    server,
                    get("a", 200, "{\"id\":{\"$match\":\"string\",\"$capture\":\"inv\"}}", ""),
                    "{\"id\":\"b\",\"request\":{\"method\":\"PUT\",\"path\":\"/${inv}\",\"json\":{\"v\":\"${inv}\"},"
                        + "\"headers\":{\"Host\":null,\"Accept\":\"*/*\"}},\"response\":{\"status\":200,\"headers\":{}}}");
            assertEquals(
                    List.of(
                            "PUT /x1 HTTP/1.1",
                            "Accept: */*",
                            "Content-Length: 10",
                            "Content-Type: application/json"),
                    server.heads().get(1));
        }
    }

    @Test
    void aSequenceWithItsOwnServerGetsOne() throws Exception {
        write(
                "{\"id\":\"s/1\",\"config\":\"main\",\"own_server\":true,\"exchanges\":["
                    + "{\"id\":\"a\",\"server\":\"restart\",\"write_files\":{\"<SETTINGS>/t/f.json\":\"[1]\"},\"starts\":true},"
                    + "{\"id\":\"b\",\"file\":\"<SETTINGS>/t/f.json\",\"content\":[1]}]}");
        AtomicInteger started = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        Server server =
                new Server() {
                    @Override
                    public URI base() {
                        return URI.create("http://127.0.0.1:1");
                    }

                    @Override
                    public Optional<Path> settingsFolder() {
                        return Optional.of(folder.resolve("settings"));
                    }

                    @Override
                    public boolean restartable() {
                        return true;
                    }

                    @Override
                    public void stop() {
                        assertFalse(Files.exists(folder.resolve("settings")));
                    }

                    @Override
                    public boolean start() {
                        started.incrementAndGet();
                        return true;
                    }

                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                };
        Report report = new Replay(Recordings.in(folder), batch -> Optional.of(server), 2).run();
        assertEquals(new Tally(2, 0, 0, 0, 0), report.all());
        assertEquals(1, started.get());
        assertEquals(1, closed.get());
    }

    @Test
    void withoutAServerAllIsSkipped() throws Exception {
        write(
                "{\"id\":\"s/1\",\"config\":\"other\",\"exchanges\":["
                        + get("a", 200, "1", "")
                        + "]}");
        Report report = new Replay(Recordings.in(folder), new RunningServers(), 1).run();
        assertEquals(new Tally(0, 0, 0, 0, 1), report.all());
    }

    private Report replay(FakeServer server, String... exchanges) throws Exception {
        write(
                "{\"id\":\"s/1\",\"config\":\"main\",\"exchanges\":["
                        + String.join(",", exchanges)
                        + "]}");
        URI base = URI.create("http://" + server.address());
        return new Replay(Recordings.in(folder), new RunningServers().with("main", base, null), 1)
                .run();
    }

    private void write(String sequence) throws IOException {
        Files.writeString(
                folder.resolve("some.json"),
                "{\"area\":\"some\",\"sequences\":[" + sequence + "]}");
    }

    private static String get(String id, int status, String body, String more) {
        return "{\"id\":\""
                + id
                + "\",\"request\":{\"method\":\"GET\",\"path\":\"/"
                + id
                + "\"},\"response\":{\"status\":"
                + status
                + ",\"headers\":{\"content-type\":\"application/json; charset=utf-8\"},\"body\":"
                + body
                + "}"
                + more
                + "}";
    }
}
