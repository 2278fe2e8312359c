package org.labthings.launcher.internal.fallback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.launcher.internal.command.CommandLine;
import org.labthings.launcher.internal.command.Options;

class FallbackServerTest {
    @TempDir Path data;
    private final HttpClient client = HttpClient.newHttpClient();
    private FallbackServer server;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(data.resolve("logs"));
        Files.writeString(data.resolve("logs/labthings.log"), "the last <line>\n");
        Options options =
                CommandLine.parse("--data", data.toString(), "-j", "{\"things\": {}}").options();
        FallbackPage page =
                new FallbackPage(
                        "No <camera> found", List.of("ok", "a"), "at Foo.bar", options, data);
        server = new FallbackServer("127.0.0.1", 0, page);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url()).resolve(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .timeout(Duration.ofSeconds(10))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void thePageSaysWhatHappened() throws Exception {
        HttpResponse<String> answer = send("GET", "/");
        assertEquals(500, answer.statusCode());
        assertEquals("text/html; charset=utf-8", answer.headers().firstValue("content-type").get());
        for (String part :
                List.of(
                        "The LabThings server failed during startup.",
                        "No &lt;camera&gt; found",
                        "<li>ok</li>\n<li>a</li>",
                        "{&quot;things&quot;: {}}",
                        "at Foo.bar",
                        "the last &lt;line&gt;")) {
            assertTrue(answer.body().contains(part), part + " is missing in\n" + answer.body());
        }
    }

    @Test
    void clientsCanTellItFromAServer() throws Exception {
        HttpResponse<String> answer = send("GET", "/labthings_fallback");
        assertEquals(200, answer.statusCode());
        assertEquals("true", answer.body());
    }

    @Test
    void everythingElseLeadsToThePage() throws Exception {
        HttpResponse<String> answer = send("GET", "/camera/stream");
        assertEquals(307, answer.statusCode());
        assertEquals("/", answer.headers().firstValue("location").get());
    }

    @Test
    void nothingCanBeDone() throws Exception {
        HttpResponse<String> answer = send("PUT", "/a/b");
        assertEquals(405, answer.statusCode());
        assertEquals("GET, HEAD", answer.headers().firstValue("allow").get());
        assertEquals("{\"detail\":\"Method Not Allowed\"}", answer.body());
    }

    @Test
    void aHeadHasNoBody() throws Exception {
        HttpResponse<String> answer = send("HEAD", "/");
        assertEquals(500, answer.statusCode());
        assertEquals("", answer.body());
    }
}
