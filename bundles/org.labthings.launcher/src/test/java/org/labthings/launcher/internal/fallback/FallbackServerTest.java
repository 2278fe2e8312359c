package org.labthings.launcher.internal.fallback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.launcher.internal.command.CommandLine;
import org.labthings.launcher.internal.command.Options;

class FallbackServerTest {
    @TempDir Path data;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Semaphore retries = new Semaphore(0);
    private FallbackServer server;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(data.resolve("logs"));
        Files.writeString(
                data.resolve("logs/labthings.log"), "the last <line>\nlogin password=hunter2\n");
        serve(
                new StartFailure(
                        "No <camera> found",
                        List.of("ok", "a"),
                        "at Foo.bar",
                        "{\n  \"things\": {\n    \"<cam>\": \"x\"\n  }\n}",
                        Set.of(3)));
    }

    private void serve(StartFailure failure) throws Exception {
        Options options =
                CommandLine.parse(
                                "--data",
                                data.toString(),
                                "--port",
                                "0",
                                "-j",
                                "{\"things\": {}, \"api_token\": \"s3cret\"}")
                        .options();
        FallbackPage page = new FallbackPage(failure, options, data);
        server = new FallbackServer(options, page, retries::release);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url()).resolve(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
                        "<mark>    &quot;&lt;cam&gt;&quot;: &quot;x&quot;</mark>",
                        "at Foo.bar",
                        "LabThings fallback server",
                        "the last &lt;line&gt;")) {
            assertTrue(answer.body().contains(part), part + " is missing in\n" + answer.body());
        }
        assertEquals(1, answer.body().split("<mark>", -1).length - 1, answer.body());
    }

    @Test
    void noSecretIsShown() throws Exception {
        String page = send("GET", "/").body();
        assertFalse(page.contains("hunter2"), page);
        server.close();
        serve(StartFailure.of("The port is taken"));
        page = send("GET", "/").body();
        assertTrue(page.contains("&quot;api_token&quot;: &quot;(hidden)&quot;"), page);
        assertFalse(page.contains("s3cret"), page);
    }

    @Test
    void clientsCanTellItFromAServer() throws Exception {
        HttpResponse<String> answer = send("GET", "/labthings_fallback");
        assertEquals(200, answer.statusCode());
        assertEquals("true", answer.body());
        assertEquals("*", answer.headers().firstValue("access-control-allow-origin").get());
    }

    @Test
    void everythingElseLeadsToThePage() throws Exception {
        HttpResponse<String> answer = send("GET", "/camera/stream");
        assertEquals(307, answer.statusCode());
        assertEquals("/", answer.headers().firstValue("location").get());
    }

    @Test
    void nothingElseCanBeDone() throws Exception {
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

    @Test
    void anybodyAtTheMachineCanTryAgain() throws Exception {
        HttpResponse<String> program = send("POST", "/labthings_fallback/retry");
        assertEquals(202, program.statusCode());
        assertEquals("true", program.body());
        assertTrue(retries.tryAcquire(10, TimeUnit.SECONDS));
        HttpResponse<String> browser =
                send("POST", "/labthings_fallback/retry", "Accept", "text/html,*/*;q=0.8");
        assertEquals(202, browser.statusCode());
        assertTrue(browser.body().contains("Trying again"), browser.body());
        assertTrue(retries.tryAcquire(10, TimeUnit.SECONDS));
    }

    @Test
    void aForeignPageCannot() throws Exception {
        HttpResponse<String> answer =
                send("POST", "/labthings_fallback/retry", "Origin", "http://elsewhere.example");
        assertEquals(403, answer.statusCode());
        assertEquals(405, send("GET", "/labthings_fallback/retry").statusCode());
        assertFalse(retries.tryAcquire());
    }

    @Test
    void aNameThatSomebodyPointedHereIsRefused() throws Exception {
        String answer = raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        assertFalse(answer.contains("camera"), answer);
        answer = raw("GET / HTTP/1.1\r\nHost: localhost:5000\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 500"), answer);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whoIsNotTrustedLearnsNoDetails() {
        StartFailure failure = StartFailure.of("No <camera> found");
        String page = new FallbackPage(failure, null, data).html(false);
        assertTrue(page.contains("The LabThings server failed during startup."), page);
        assertFalse(page.contains("camera"), page);
    }
}
