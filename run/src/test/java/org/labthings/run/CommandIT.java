package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Command;

/** The command line as people use it: what it says, and its exit statuses. */
class CommandIT {
    private static final String COUNTER =
            "{\"things\": {\"counter\": \"org.labthings.thing.counter.Counter\"}}";

    @TempDir Path folder;

    private Command run(String... arguments) throws Exception {
        return Command.run(folder, Command.distributed(), arguments);
    }

    private void ends(int status, String message, String... arguments) throws Exception {
        try (Command command = run(arguments)) {
            String said = command.rest();
            assertTrue(said.contains(message), said);
            assertFalse(said.contains("\tat "), "a stack trace: " + said);
            assertEquals(status, command.exit(), said);
        }
    }

    private static HttpResponse<String> get(String url) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void servesUntilItIsInterrupted() throws Exception {
        try (Command command = run("-j", COUNTER, "--port", "0")) {
            String url = command.await("  things ").replaceAll(".* ", "");
            assertEquals(
                    folder.toRealPath().resolve("labthings-data").toString(),
                    command.await("  data ").replaceAll(".* ", ""));
            command.await("Ready after");
            assertEquals(200, get(url).statusCode());
            assertEquals("0", get(url.replace("things/", "counter/counter")).body());

            ends(3, "is in use by another server (process", "-j", COUNTER, "--port", "0");
            String port = String.valueOf(URI.create(url).getPort());
            ends(
                    3,
                    "127.0.0.1:" + port + ": Address already in use",
                    "-j",
                    COUNTER,
                    "--port",
                    port);

            command.signal("INT");
            assertEquals(0, command.exit());
        }
        assertTrue(Files.exists(folder.resolve("labthings-data/logs/labthings.log")));
    }

    @Test
    void aTerminationIsOrderlyToo() throws Exception {
        String prefixed = COUNTER.replaceFirst("}$", ", \"api_prefix\": \"/api/v3\"}");
        try (Command command = run("-j", prefixed, "--port", "0")) {
            String things = command.await("  things  ");
            assertTrue(things.endsWith("/api/v3/things/"), things);
            command.await("Ready after");
            command.signal("TERM");
            assertEquals(143, command.exit());
        }
    }

    @Test
    void theDemoStartsWithoutAnyOption() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (Command command = run("--port", String.valueOf(port))) {
            command.await("Ready after");
            String things = get("http://127.0.0.1:" + port + "/things/").body();
            for (String name : new String[] {"camera", "stage", "counter"}) {
                assertTrue(things.contains("/" + name + "/"), things);
            }
            command.signal("INT");
            assertEquals(0, command.exit());
        }
    }

    @Test
    void mistakesEndWithTheirStatus() throws Exception {
        ends(2, "argument --port: invalid int value: 'x'", "--port", "x");
        ends(1, "Could not find configuration file", "-c", "nothing.json");
        ends(3, "things.a b: The name", "-j", "{\"things\": {\"a b\": \"x\"}}", "--port", "0");
        ends(
                3,
                "things.a: No installed bundle provides the class x",
                "-j",
                "{\"things\": {\"a\": \"x\"}}",
                "--port",
                "0",
                "--strict");
    }

    @Test
    void aPageTellsWhatWentWrong() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"things\": {\n");
        try (Command command = run("-c", broken.toString(), "--port", "0", "--fallback")) {
            command.await("Error: Error reading LabThings configuration:");
            command.await("Starting fallback server.");
            String url = command.await("Error page: ").replaceAll(".* ", "");
            HttpResponse<String> page = get(url);
            assertEquals(500, page.statusCode());
            assertTrue(page.body().contains("line 2 column 1"), page.body());
            assertTrue(page.body().contains("<mark>{&quot;things&quot;: {</mark>"), page.body());
            command.signal("INT");
            assertEquals(3, command.exit());
        }
    }

    @Test
    void afterTheMistakeIsMendedTheErrorPageGivesWayToTheServer() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("lab.json"),
                        "{\"things\": {\"a\": {\"class\": \"no.Such\", \"kwargs\":"
                                + " {\"password\": \"hunter2\"}}}}");
        try (Command command = run("-c", file.toString(), "--port", "0", "--fallback")) {
            String url = command.await("Error page: ").replaceAll(".* ", "");
            String page = get(url).body();
            assertTrue(page.contains("<mark>    &quot;a&quot;: {</mark>"), page);
            assertFalse(page.contains("hunter2"), page);
            assertEquals(202, post(url + "labthings_fallback/retry").statusCode());
            command.await("Trying again.");
            assertEquals(url, command.await("Error page: ").replaceAll(".* ", ""));

            Files.writeString(file, COUNTER);
            assertEquals(202, post(url + "labthings_fallback/retry").statusCode());
            String things = command.await("  things ").replaceAll(".* ", "");
            assertEquals(url + "things/", things);
            command.await("Ready after");
            assertEquals("0", get(url + "counter/counter").body());
            assertEquals(404, get(url + "labthings_fallback").statusCode());
            command.signal("INT");
            assertEquals(0, command.exit());
        }
    }

    private static HttpResponse<String> post(String url) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void checksAConfigurationBesideARunningServer() throws Exception {
        Path good = Files.writeString(folder.resolve("good.json"), COUNTER);
        Path bad =
                Files.writeString(
                        folder.resolve("bad.json"),
                        """
                        {"things": {
                          "counter": {"class": "org.labthings.thing.counter.Counter",
                                      "kwargs": {"no_such": 1}},
                          "x y": "org.labthings.thing.counter.Counter",
                          "later": "org.example.NotYetInstalled"
                        }}
                        """);
        try (Command server = run("-c", good.toString(), "--port", "0")) {
            server.await("Ready after");
            ends(0, "good.json can be used: 1 Thing", "check", good.toString());
            try (Command command = run("check", bad.toString())) {
                String said = command.rest();
                assertTrue(said.contains("error: things.counter.kwargs.no_such: "), said);
                assertTrue(said.contains("(line 3)"), said);
                assertTrue(said.contains("error: things.x y: The name"), said);
                assertTrue(said.contains("warning: things.later: No installed bundle"), said);
                assertTrue(said.contains("bad.json cannot be used: 2 errors, 1 warning"), said);
                assertEquals(3, command.exit());
            }
            ends(1, "Could not find configuration file", "check", "nothing.json");
            ends(2, "unrecognized arguments: more", "check", good.toString(), "more");
            server.signal("INT");
            assertEquals(0, server.exit());
        }
    }

    @Test
    void runsThroughALinkAndFromAnArchive() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("lab"), Command.distributed());
        try (Command command = Command.run(folder, link, "--version")) {
            assertTrue(command.rest().startsWith("labthings "));
            assertEquals(0, command.exit());
        }
        Path target = Command.distributed().getParent().getParent();
        Path archive;
        try (Stream<Path> files = Files.list(target)) {
            archive = files.filter(f -> f.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
        }
        Process tar =
                new ProcessBuilder("tar", "xzf", archive.toString())
                        .directory(folder.toFile())
                        .start();
        assertEquals(0, tar.waitFor());
        Path unpacked =
                folder.resolve(archive.getFileName().toString().replace(".tar.gz", ""))
                        .resolve("labthings");
        try (Command command = Command.run(folder, unpacked, "-j", COUNTER, "--port", "0")) {
            command.await("Ready after");
            command.signal("INT");
            assertEquals(0, command.exit());
        }
    }
}
