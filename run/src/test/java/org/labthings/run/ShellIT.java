package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/**
 * Lines typed into sessions of the shell, with completion, over the routes that the command uses.
 */
class ShellIT {
    private static final String CONFIG =
            """
            {"things": {
                "camera": {"class": "org.labthings.thing.simcamera.SimulatedCamera",
                           "thing_slots": {"stage": "stage"}},
                "stage": "org.labthings.thing.simstage.SimulatedStage",
                "counter": "org.labthings.thing.counter.Counter",
                "lamp": "lab.lamp.Lamp",
                "supply": {"class": "org.labthings.thing.scpi.ScpiPowerSupply",
                           "kwargs": {"host": "127.0.0.1", "port": 1}}},
             "enable_global_lock": true}
            """;

    @TempDir Path folder;

    /** A session, as an HTTP client has it. */
    private static final class Typist implements AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final Laboratory lab;
        private final String token;
        private final String id;

        Typist(Laboratory lab, Path folder) throws Exception {
            this.lab = lab;
            this.token = Files.readString(folder.resolve("data/security/local-token")).strip();
            HttpResponse<String> answer = open(folder);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Laboratory.DEADLINE_SECONDS);
            while (answer.statusCode() == 404 && System.nanoTime() < end) {
                LockSupport.parkNanos(10_000_000); // the shell starts after the first answer
                answer = open(folder);
            }
            assertEquals(201, answer.statusCode(), answer.body());
            this.id = answer.body().replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1");
        }

        private HttpResponse<String> open(Path folder) throws Exception {
            return post("/system/shell", "{\"folder\": \"" + folder + "\"}");
        }

        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(lab.url().resolve(path))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json");
        }

        HttpResponse<String> post(String path, String body) throws Exception {
            return http.send(
                    request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        /** All that a line says, and how it ended. */
        String type(String line) throws Exception {
            return post(path("run"), "{\"line\": " + quoted(line) + "}").body();
        }

        /** What it says when it is done. */
        String ok(String line) throws Exception {
            String said = type(line);
            assertTrue(said.endsWith("{\"end\":\"ok\"}\n"), line + " -> " + said);
            return said;
        }

        String fails(String line) throws Exception {
            String said = type(line);
            assertTrue(said.endsWith("{\"end\":\"failed\"}\n"), line + " -> " + said);
            return said;
        }

        CompletableFuture<HttpResponse<Stream<String>>> begin(String line) {
            return http.sendAsync(
                    request(path("run"))
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"line\": " + quoted(line) + "}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofLines());
        }

        String complete(String line) throws Exception {
            return post(path("complete"), "{\"line\": " + quoted(line) + "}").body();
        }

        String path(String what) {
            return "/system/shell/" + id + "/" + what;
        }

        static String quoted(String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }

        @Override
        public void close() throws Exception {
            http.send(
                    request("/system/shell/" + id).DELETE().build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    private Path lamp(String version, String open) throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        "lab.lamp",
                        version,
                        "Lamp",
                        """
                        package lab.lamp;
                        import org.labthings.api.*;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class Lamp implements Thing {
                            @Override public void open(ThingContext context) { %s }
                            @Property public String version() { return "%s"; }
                        }
                        """
                                .formatted(open, version));
    }

    @Test
    void thingsAreSeenReadSetAndRun() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG);
                Typist shell = new Typist(lab, folder)) {
            String things = shell.ok("things");
            assertTrue(things.contains("NAME") && things.contains("running"), things);
            assertTrue(shell.ok("things | grep waiting").contains("lamp"));
            assertFalse(shell.ok("things | grep waiting").contains("counter"));
            assertTrue(shell.ok("why lamp").contains("install a driver"), "what would help");
            String away = shell.ok("why supply");
            assertTrue(away.contains("refuses the connection"), away);
            assertTrue(away.contains("look after the instrument"), away);
            assertTrue(shell.ok("get supply connected").contains("false"), "memory is there");
            assertTrue(shell.ok("thing camera").contains("mjpeg_stream"));
            assertTrue(shell.fails("thing nobody").contains("There are: camera, stage"));

            shell.ok("set counter step 5");
            assertTrue(shell.ok("get counter step").contains("\"5\\n\""));
            assertEquals("5", lab.get("/counter/step").body());
            assertTrue(shell.fails("set counter step 0").contains("greater than or equal to 1"));
            assertTrue(shell.fails("set counter step \"no\"").contains("integer"));
            shell.ok("x = (get counter step)");
            assertTrue(shell.ok("echo $x").contains("5"), "values are objects");
            shell.ok("reset counter step");
            assertEquals("1", lab.get("/counter/step").body());

            assertTrue(shell.ok("invoke stage move_relative {\"x\": 2000} --wait").contains("end"));
            assertTrue(shell.ok("get stage position").contains("2000"));
            shell.ok("invoke stage move_relative x=-500 y=7 --wait");
            assertTrue(shell.ok("get stage position").contains("1500"));
            assertTrue(shell.ok("invocations").contains("stage.move_relative"));
            assertTrue(shell.ok("lock").contains("free"));
            assertTrue(shell.ok("each (things) { $it name }").contains("counter"));
            assertTrue(shell.ok("help").contains("invoke NAME ACTION"));
            assertTrue(shell.ok("help set").contains("set counter step 5"));
            assertTrue(shell.ok("lb | grep labthings.core").contains("Active"));
        }
    }

    @Test
    void runsAreFollowedCancelledAndInterrupted() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG);
                Typist shell = new Typist(lab, folder);
                Typist other = new Typist(lab, folder)) {
            String slow = "invoke counter slowly_increase increments=1000 delay=0.1";
            String id = shell.ok(slow).replaceFirst("(?s).*id +([0-9a-f-]{36}).*", "$1");
            CompletableFuture<HttpResponse<Stream<String>>> log =
                    shell.begin("log " + id.substring(0, 8) + " --follow");
            assertTrue(other.complete("cancel ").contains(id));
            assertTrue(
                    other.ok("cancel " + id.substring(0, 8)).contains("counter.slowly_increase"));
            String followed = String.join("\n", log.get(30, TimeUnit.SECONDS).body().toList());
            assertTrue(followed.contains("cancelled"), followed);
            assertTrue(other.fails("cancel " + id).contains("over already"));

            CompletableFuture<HttpResponse<Stream<String>>> observed =
                    shell.begin("observe counter counter");
            Stream<String> lines = observed.get(30, TimeUnit.SECONDS).body();
            CompletableFuture<Void> seen = new CompletableFuture<>();
            CompletableFuture<String> end =
                    CompletableFuture.supplyAsync(
                            () -> {
                                StringBuilder all = new StringBuilder();
                                lines.forEach(
                                        l -> {
                                            all.append(l);
                                            seen.complete(null);
                                        });
                                return all.toString();
                            });
            seen.get(30, TimeUnit.SECONDS);
            assertEquals(
                    409,
                    shell.post(shell.path("run"), "{\"line\": \"things\"}").statusCode(),
                    "one line at a time");
            assertEquals(200, shell.post(shell.path("interrupt"), "{}").statusCode());
            assertTrue(end.get(30, TimeUnit.SECONDS).endsWith("{\"end\":\"interrupted\"}"));
            shell.ok("things");
        }
    }

    @Test
    void pluginsComeGoAndComeBack() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG);
                Typist shell = new Typist(lab, folder)) {
            Files.copy(lamp("1.0.0", ""), folder.resolve("one.jar"));
            Files.copy(lamp("2.0.0", ""), folder.resolve("two.jar"));
            String broken = "if (true) throw new IllegalStateException(\"no laser\");";
            Files.copy(lamp("3.0.0", broken), folder.resolve("three.jar"));
            assertTrue(shell.fails("upgrade one.jar").contains("lab.lamp"), "not there yet");
            assertTrue(shell.complete("install o").contains("one.jar"));
            assertTrue(shell.ok("install one.jar").contains("lab.lamp 1.0.0"));
            lab.await("/lamp/version", r -> r.body().equals("\"1.0.0\""));
            assertTrue(shell.ok("upgrade two.jar").contains("lab.lamp 2.0.0"));
            lab.await("/lamp/version", r -> r.body().equals("\"2.0.0\""));
            String refused = shell.fails("upgrade three.jar");
            assertTrue(refused.contains("no laser"), refused);
            lab.await("/lamp/version", r -> r.body().equals("\"2.0.0\""));
            assertTrue(shell.complete("rollback ").contains("lab.lamp"));
            assertTrue(shell.ok("rollback lab.lamp").contains("lab.lamp 1.0.0"));
            lab.await("/lamp/version", r -> r.body().equals("\"1.0.0\""));
            assertTrue(shell.ok("plugins").contains("2.0.0"), "which is the one before now");
        }
        try (Laboratory lab = Laboratory.open(folder, CONFIG);
                Typist shell = new Typist(lab, folder)) {
            assertEquals("\"1.0.0\"", lab.get("/lamp/version").body(), "it stays");
            assertTrue(shell.ok("uninstall lab.lamp").contains("removed"));
            lab.await("/lamp/version", r -> r.statusCode() == 503);
            Files.writeString(folder.resolve("no.jar"), "no jar at all");
            assertTrue(shell.fails("install no.jar").contains("it is no jar"));
        }
    }

    @Test
    void thingsAreConfiguredAndConnected() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG);
                Typist shell = new Typist(lab, folder)) {
            assertTrue(shell.ok("types").contains("org.labthings.thing.counter.Counter"));
            assertTrue(shell.complete("create second org.labthings.thing.c").contains("Counter"));
            shell.ok("create second org.labthings.thing.counter.Counter");
            lab.await("/second/counter", r -> r.body().equals("0"));
            shell.ok("connect camera stage null");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Laboratory.DEADLINE_SECONDS);
            while (!shell.complete("connect camera ").contains("stage")) { // it starts anew
                assertTrue(System.nanoTime() < end, "the slot of the camera is not offered");
            }
            shell.ok("connect camera stage stage");
            shell.ok("remove second");
            lab.await("/second/counter", r -> r.statusCode() == 404);
            assertTrue(shell.fails("remove second").contains("second"));
        }
    }

    @Test
    void framesAreSavedAndTabCompletes() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG);
                Typist shell = new Typist(lab, folder)) {
            shell.ok("snapshot slide.jpg");
            byte[] frame = Files.readAllBytes(folder.resolve("slide.jpg"));
            assertEquals((byte) 0xFF, frame[0]);
            assertEquals((byte) 0xD8, frame[1]);
            assertTrue(shell.fails("snapshot slide.jpg camera").contains("--force"));
            shell.ok("snapshot slide.jpg camera --force");

            assertTrue(shell.complete("thi").contains("\"things\""));
            assertTrue(shell.complete("things | gre").contains("\"grep\""));
            assertTrue(shell.complete("get cou").contains("\"counter\""));
            assertTrue(shell.complete("get counter st").contains("\"step\""));
            assertTrue(shell.complete("invoke stage mo").contains("\"move_relative\""));
            assertTrue(shell.complete("invoke stage move_relative ").contains("\"x=\""));
            assertTrue(shell.complete("log x --fo").contains("\"--follow\""));
            assertFalse(shell.complete("set counter cou").contains("\"counter\""), "read only");
        }
    }

    @Test
    void onlyAdministratorsGetIn() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG);
                Typist shell = new Typist(lab, folder)) {
            assertTrue(lab.send("POST", "/system/shell", "{}").statusCode() >= 401);
            assertEquals(401, lab.get("/system/plugins").statusCode());
            HttpRequest form =
                    HttpRequest.newBuilder(lab.url().resolve(shell.path("run")))
                            .header("Authorization", "Bearer " + shell.token)
                            .header("Content-Type", "text/plain")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"line\": \"things\"}"))
                            .build();
            HttpResponse<String> refused =
                    HttpClient.newHttpClient().send(form, HttpResponse.BodyHandlers.ofString());
            assertEquals(415, refused.statusCode(), "no form of a foreign page can do that");
            for (int i = 0; i < 7; i++) {
                assertEquals(201, shell.post("/system/shell", "{}").statusCode());
            }
            assertEquals(503, shell.post("/system/shell", "{}").statusCode(), "they are bounded");
            URI unknown = URI.create("/system/shell/nobody/run");
            assertEquals(404, shell.post(unknown.toString(), "{\"line\": \"x\"}").statusCode());
        }
    }
}
