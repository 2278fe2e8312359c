package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.RgbImage;
import org.labthings.run.lab.Actions;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.FrameCounter;
import org.labthings.run.lab.Laboratory;
import org.labthings.testing.instruments.PseudoTerminal;
import org.labthings.testing.instruments.SangaboardSimulator;

/** A slot that is typed by a capability is refilled while its Thing runs. */
class SlotsIT {
    private static final String STAGE = "\"org.labthings.thing.simstage.SimulatedStage\"";

    @TempDir Path folder;

    private Path config(String more) throws Exception {
        Path fresh =
                Files.writeString(
                        folder.resolve("lab.json.new"),
                        """
                        {"things": {
                          "user": {"class": "lab.user.User", "thing_slots": {"typo": "x"}}
                          %s}}
                        """
                                .formatted(more));
        return Files.move(
                fresh,
                folder.resolve("lab.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private Path user() throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        "lab.user",
                        "1.0.0",
                        "User",
                        """
                        package lab.user;
                        import org.labthings.api.*;
                        import org.labthings.hardware.Stage;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class User implements Thing {
                            private final ThingSlot<Stage> stage = ThingSlot.optional(Stage.class);
                            private int opened;
                            @Override public void open(ThingContext context) { opened++; }
                            @Property public int opened() { return opened; }
                            @Property public String stageName() { return stage.thingName().orElse("none"); }
                            @Property public boolean moves() { return stage.get().position() != null; }
                        }
                        """);
    }

    private static void stageIs(Laboratory lab, String name) throws Exception {
        lab.await("/user/stage_name", r -> r.body().equals("\"" + name + "\""));
    }

    @Test
    void itFollowsWhatIsThere() throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        DriverJar.drop(user(), plugins, "user.jar");
        try (Laboratory lab = Laboratory.openFile(folder, config(""))) {
            lab.awaitLog("Slot 'typo' is configured but not declared");
            stageIs(lab, "none");
            String empty = lab.get("/user/moves").body();
            assertTrue(empty.contains("Slot 'user.stage' looks for a Stage"), empty);
            assertTrue(empty.contains("Of its type there is: []"), empty);

            config(", \"simulated\": " + STAGE);
            stageIs(lab, "simulated");
            assertEquals("true", lab.get("/user/moves").body());

            config(", \"real\": " + STAGE);
            stageIs(lab, "real");
            assertEquals("true", lab.get("/user/moves").body());
            assertEquals("1", lab.get("/user/opened").body(), "it was restarted for that");

            config(", \"real\": " + STAGE + ", \"second\": " + STAGE);
            lab.await(
                    "/user/opened",
                    r -> r.statusCode() == 503 && r.body().contains("multiple Things"));
            config(", \"second\": " + STAGE);
            stageIs(lab, "second");
        }
    }

    /** The demo's camera over the demo's stage, which becomes a driver of another bundle. */
    private Path bench(String stage) throws Exception {
        Path fresh =
                Files.writeString(
                        folder.resolve("bench.json.new"),
                        """
                        {"things": {
                          "camera": "org.labthings.thing.simcamera.SimulatedCamera",
                          "stage": %s}}
                        """
                                .formatted(stage));
        return Files.move(
                fresh,
                folder.resolve("bench.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** How much of the picture is another one than before, from 0 to 1. */
    private static double difference(RgbImage a, RgbImage b) {
        int other = 0;
        int all = 0;
        for (int y = 0; y < a.height(); y += 5) {
            for (int x = 0; x < a.width(); x += 5) {
                all++;
                other += Math.abs(a.get(x, y, 1) - b.get(x, y, 1)) > 12 ? 1 : 0;
            }
        }
        return (double) other / all;
    }

    private static RgbImage picture(Laboratory lab) throws Exception {
        String href = new Actions(lab, "").run("/camera/grab_jpeg", "{}").get("href").asText();
        HttpResponse<byte[]> jpeg =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(lab.url().resolve(href)).build(),
                                HttpResponse.BodyHandlers.ofByteArray());
        return JpegDecoder.decode(jpeg.body());
    }

    private static String openings(Laboratory lab) throws Exception {
        return lab.get("/things/?status").body().replaceFirst("(?s).*?(\"since\":[^,]*).*", "$1");
    }

    @Test
    void aSimulatedStageIsSwappedForADriverOfAnotherBundle() throws Exception {
        try (Laboratory lab = Laboratory.openFile(folder, bench(STAGE));
                SangaboardSimulator board = new SangaboardSimulator().stepMicros(1);
                PseudoTerminal terminal =
                        PseudoTerminal.plugIn(folder.resolve("ttyBench"), board.port());
                FrameCounter watcher = new FrameCounter(lab.url(), "/camera/mjpeg_stream")) {
            Actions actions = new Actions(lab, "");
            watcher.awaitMore(3);
            String runsSince = openings(lab);
            RgbImage simulated = picture(lab);
            actions.run("/stage/move_relative", "{\"x\": 3000, \"y\": 3000}");
            assertTrue(difference(simulated, picture(lab)) > 0.2, "the slide moves with the stage");

            bench(
                    """
                    {"class": "org.labthings.thing.sangaboard.SangaboardStage",
                     "kwargs": {"port": "%s"}}\
                    """
                            .formatted(folder.resolve("ttyBench")));
            lab.await("/stage/connected", r -> r.body().equals("true"));
            assertEquals("{\"x\":0,\"y\":0,\"z\":0}", lab.get("/stage/position").body());
            watcher.awaitMore(3);
            RgbImage real = picture(lab);
            assertTrue(difference(simulated, real) < 0.1, "the new stage is at its origin");
            actions.run("/stage/move_relative", "{\"x\": 3000, \"y\": 3000}");
            assertEquals(-3000, board.position()[0], "x is inverted");
            assertTrue(difference(real, picture(lab)) > 0.2, "the slide moves with the new stage");
            watcher.awaitMore(3);
            assertEquals(runsSince, openings(lab), "the camera was restarted for that");

            bench(STAGE);
            lab.await("/stage/connected", r -> r.statusCode() == 404);
            lab.await("/stage/position", r -> r.statusCode() == 200);
            watcher.awaitMore(3);
            assertEquals(runsSince, openings(lab));
        }
    }
}
