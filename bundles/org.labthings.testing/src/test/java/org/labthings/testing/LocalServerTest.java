package org.labthings.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.labthings.api.Thing;
import org.labthings.core.ThingState;
import org.labthings.hardware.Stage;
import org.labthings.testing.sample.Scanner;

class LocalServerTest {
    private final Fake<Stage> stage = Fake.of(Stage.class).answer("position", a -> Map.of("x", 7));

    private static Scanner scanner() {
        return new Scanner(Configs.of(Scanner.Config.class));
    }

    private LocalServer start() {
        return LocalServer.with("scanner", scanner())
                .with("stage", stage)
                .connect("scanner", "stage", "stage")
                .start();
    }

    @Test
    void answersAsOnAPort() {
        try (LocalServer server = start()) {
            LocalResponse things = server.get("/things/");
            assertEquals(200, things.status());
            assertEquals("http://localhost/scanner/", things.json().get("scanner").textValue());
            assertEquals("{\"x\":7}", server.get("/scanner/position").text());
            assertEquals(201, server.send("PUT", "/scanner/averages", "5").status());
            LocalResponse refused = server.send("PUT", "/scanner/averages", "0");
            assertEquals(422, refused.status());
            assertEquals("application/json", refused.headers().get("content-type"));
            assertEquals(404, server.get("/nothing/").status());
            assertEquals("Scanner", server.get("/scanner/").json().get("title").textValue());
            assertEquals(5, server.thing("scanner", Scanner.class).thing().averages.get());
            assertThrows(IllegalArgumentException.class, () -> server.thing("lamp"));
        }
    }

    @Test
    void invocationsArePolled() {
        try (LocalServer server = start()) {
            LocalResponse started = server.send("POST", "/scanner/scan", "{\"points\": 2}");
            assertEquals(201, started.status());
            String href = URI.create(started.json().get("href").textValue()).getPath();
            assertEquals(
                    List.of(0, 1),
                    server.thing("scanner").invoke("scan", Map.of("points", 2)).result(List.class));
            assertEquals(200, server.get(href).status());
        }
    }

    @Test
    void streamsPicturesAndEvents() throws Exception {
        try (LocalServer server = start()) {
            Scanner scanner = server.thing("scanner", Scanner.class).thing();
            try (InputStream events =
                            server.open("/scanner/averages", "Accept", "text/event-stream");
                    BufferedReader lines = reader(events)) {
                scanner.averages.set(42);
                String data = lines.readLine();
                while (!data.equals("data: 42")) {
                    data = lines.readLine();
                }
            }
            try (InputStream pictures = server.open("/scanner/plot");
                    BufferedReader lines = reader(pictures)) {
                scanner.plot.addFrame(jpeg());
                String line = lines.readLine();
                assertEquals("--frame", line);
            }
            AssertionError e = assertThrows(AssertionError.class, () -> server.open("/nothing/"));
            assertTrue(e.getMessage().contains("404"), e.getMessage());
        }
    }

    private static byte[] jpeg() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpg", out);
        return out.toByteArray();
    }

    private static BufferedReader reader(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
    }

    @Test
    void thingsComeAndGo() {
        try (LocalServer server = start()) {
            server.remove("stage");
            server.thing("scanner").awaitState(ThingState.WAITING);
            LocalResponse away = server.get("/scanner/position");
            assertEquals(503, away.status());
            assertTrue(away.text().contains("stage"), away.text());
            server.add("stage", (Thing) Fake.of(Stage.class).thing());
            server.thing("scanner").awaitState(ThingState.RUNNING);
            server.add("second", scanner(), Map.of("stage", "stage"));
            assertEquals(200, server.get("/second/position").status());
        }
    }

    @Test
    void aSlowDriverIsToldApartFromADeadOne() {
        try (LocalServer server =
                LocalServer.with("scanner", scanner())
                        .with("stage", stage)
                        .answerTimeout(1)
                        .apiPrefix("/api/v3")
                        .start()) {
            stage.hang("position");
            assertEquals(504, server.get("/api/v3/scanner/position").status());
            stage.heal();
            assertEquals(200, server.get("/api/v3/scanner/position").status());
        }
    }

    @Test
    void opensAPortForWhoNeedsOne() throws Exception {
        try (LocalServer server = start()) {
            URI url = server.listen();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(url.resolve("/scanner/averages"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
            assertEquals("1", answer.body());
        }
    }

    @Test
    void aThingThatDoesNotRunIsSaid() {
        AssertionError e =
                assertThrows(
                        AssertionError.class, () -> LocalServer.with("scanner", scanner()).start());
        assertTrue(e.getMessage().contains("scanner.stage"), e.getMessage());
    }
}
