package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Command;
import org.labthings.run.lab.FrameCounter;

/**
 * How many frames of 832x624 per second a viewer gets of the simulated camera while a scan runs.
 * The server is a process of its own, on one core where the system can do that. Prints the figures;
 * asserts only what a slow machine holds too.
 */
@Timeout(600)
@EnabledIfSystemProperty(named = "labthings.storm", matches = "true")
class FrameRateIT {
    private static final String CONFIG =
            """
            {"things": {
              "camera": {"class": "%1$scamera.simulation:SimulatedCamera",
                "kwargs": {"shape": [624, 832, 3], "frame_interval": 0.033333, "seed": 7,
                  "canvas_shape": [1500, 2000, 3]}},
              "stage": "%1$sstage.dummy:DummyStage",
              "autofocus": "%1$sautofocus:AutofocusThing",
              "camera_stage_mapping": "%1$scamera_stage_mapping:CameraStageMapper",
              "gallery": "%1$sgallery:GalleryThing",
              "smart_scan": {"class": "%1$ssmart_scan:SmartScanThing",
                "kwargs": {"default_workflow": "snake_workflow"}},
              "snake_workflow": "%1$sscan_workflows:SnakeWorkflow",
              "bg_color_channels_luv": "%1$sbackground_detect:ColourChannelDetectLUV"},
             "application_config": {"data_folder": "%2$s"},
             "enable_global_lock": true}
            """;
    private static final int ALONE = 150;

    @TempDir Path folder;

    private Command start() throws Exception {
        Path data = folder.resolve("microscope-data");
        List<String> arguments = new ArrayList<>();
        Path program = Path.of("taskset");
        if (onOneCore()) {
            arguments.addAll(List.of("-c", "0", Command.distributed().toString()));
        } else {
            program = Command.distributed();
        }
        String config = CONFIG.formatted("openflexure_microscope_server.things.", data);
        arguments.addAll(List.of("--json", config, "--port", "0"));
        return Command.run(folder, program, arguments.toArray(String[]::new));
    }

    private static boolean onOneCore() {
        return Files.isExecutable(Path.of("/usr/bin/taskset"));
    }

    private static URI url(Command server) throws Exception {
        String things = server.await("  things  ");
        return URI.create(things.substring(things.indexOf("http"))).resolve("/");
    }

    private static JsonNode run(Visitor visitor, String action, String input) throws Exception {
        JsonNode ended = visitor.run(action, input);
        assertEquals("completed", ended.get("status").asText(), ended.toPrettyString());
        return ended;
    }

    private static void put(Visitor visitor, String property, String value) throws Exception {
        assertEquals(201, visitor.send("PUT", property, value).statusCode(), property);
    }

    /** Pictures and processor time from here on. */
    private record Count(Command server, FrameCounter viewer, long frames, long at, Duration used) {
        static Count from(Command server, FrameCounter viewer) {
            return new Count(server, viewer, viewer.frames(), System.nanoTime(), used(server));
        }

        private static Duration used(Command server) {
            return server.process().info().totalCpuDuration().orElse(Duration.ZERO);
        }

        /** Prints the figures until now; returns how many pictures came. */
        long say(String when) {
            long came = viewer.frames() - frames;
            double seconds = (System.nanoTime() - at) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "[optics] %.1f frames/s of 832x624 %s (%d frames in %.1f s; the server, on %s,"
                            + " used %.0f %% of a core)%n",
                    came / seconds,
                    when,
                    came,
                    seconds,
                    onOneCore() ? "one core" : "all cores",
                    used(server).minus(used).toMillis() / seconds / 10);
            return came;
        }
    }

    @Test
    void framesGoOnDuringAScan() throws Exception {
        try (Command server = start()) {
            URI url = url(server);
            Visitor visitor = new Visitor(url);
            put(visitor, "/camera/settling_time", "0.1");
            run(visitor, "/camera/full_auto_calibrate", "{}");
            run(visitor, "/camera_stage_mapping/calibrate_xy", "{}");
            try (FrameCounter viewer = new FrameCounter(url, "/camera/mjpeg_stream")) {
                viewer.awaitMore(ALONE); // until the code is compiled
                Count alone = Count.from(server, viewer);
                viewer.awaitMore(ALONE);
                alone.say("with one viewer");

                Count beside = Count.from(server, viewer);
                JsonNode scan =
                        visitor.json("POST", "/smart_scan/sample_scan", "{\"scan_name\": \"s\"}");
                JsonNode ended = visitor.poll(scan.get("href").asText(), "pending", "running");
                long during = beside.say("beside a scan");
                assertEquals("completed", ended.get("status").asText(), ended.toPrettyString());
                assertTrue(during > 6, "a frame for each picture of the scan: " + during);
            }
            server.signal("INT");
            assertEquals(0, server.exit());
        }
    }
}
