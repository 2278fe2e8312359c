package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;

/**
 * The stage's range and its middle, measured to the end over a simulated sample that has no end, on
 * a simulated stage that has ends and whose focus is a bowl.
 */
@Timeout(600)
class StageMeasurementIT {
    private static final int LEAST_X = -700;
    private static final int MOST_X = 800;
    private static final int LEAST_Y = -600;
    private static final int MOST_Y = 500;
    private static final int MIDDLE_X = 230; // of the hardware, whose x is the client's -x
    private static final int MIDDLE_Y = -150;
    private static final int Z = 75;

    /**
     * Steps; a picture is 160 x 120. A height is known to some steps of z, on a busy machine to
     * some dozen, and over the 400 steps that are looked at the bowl is only 40 deep.
     */
    private static final int NEAR = 70;

    @TempDir private static Path folder;
    private static Laboratory lab;
    private static ScanClient client;

    @BeforeAll
    static void start() throws Exception {
        lab =
                Laboratory.open(
                        folder,
                        """
                        {"things": {
                          "camera": {"class": "%1$scamera.simulation:SimulatedCamera",
                            "kwargs": {"shape": [240, 320, 3], "frame_interval": 0.01, "seed": 7,
                              "stage_travel": [%2$d, %3$d, %4$d, %5$d],
                              "focus_middle": [%6$d, %7$d], "focus_curvature": 0.001}},
                          "stage": {"class": "%1$sstage.dummy:DummyStage", "kwargs": {"step_time": 0.0002}},
                          "autofocus": "%1$sautofocus:AutofocusThing",
                          "camera_stage_mapping": "%1$scamera_stage_mapping:CameraStageMapper",
                          "stage_measure": "%1$sstage_measure:RangeofMotionThing"},
                         "application_config": {"data_folder": "%8$s"},
                         "enable_global_lock": true}
                        """
                                .formatted(
                                        "openflexure_microscope_server.things.",
                                        LEAST_X,
                                        MOST_X,
                                        LEAST_Y,
                                        MOST_Y,
                                        MIDDLE_X,
                                        MIDDLE_Y,
                                        folder.resolve("data")));
        client = new ScanClient(lab);
        lab.await("/stage_measure/calibrated_range", r -> r.statusCode() == 200);
        client.put("/camera/settling_time", "0.01");
        client.put("/camera/downsampled_array_factor", "2");
        client.put("/camera/repeating", "true");
        client.run("/stage/move_absolute", "{\"z\": " + Z + "}"); // in focus at the origin
        client.run("/camera_stage_mapping/calibrate_xy", "{}");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @BeforeEach
    void home() throws Exception {
        client.run("/stage/move_absolute", "{\"x\": 0, \"y\": 0, \"z\": " + Z + "}");
    }

    @Test
    void theRangeIsFound() throws Exception {
        JsonNode ended = client.run("/stage_measure/perform_rom_test", "{}");
        assertTrue(ended.path("progress").isMissingNode(), "moves are not the whole");
        JsonNode output = ended.get("output");
        JsonNode range = output.get("Step Range");
        assertEquals(MOST_X - LEAST_X, range.get(0).asInt(), (MOST_X - LEAST_X) * 0.1, "x");
        assertEquals(MOST_Y - LEAST_Y, range.get(1).asInt(), (MOST_Y - LEAST_Y) * 0.1, "y");
        System.out.println("[stage] range " + range + " in " + output.get("Time") + " s");

        assertEquals(range, client.get("/stage_measure/calibrated_range"));
        assertEquals("{\"x\":0,\"y\":0,\"z\":" + Z + "}", client.get("/stage/position").toString());
        try (Stream<Path> kept = Files.list(folder.resolve("data/stage_measure"))) {
            assertEquals(1, kept.filter(f -> f.toString().endsWith(".json")).count());
        }
    }

    @Test
    void theMiddleIsFoundAndIsTheNewOrigin() throws Exception {
        JsonNode log = client.run("/stage_measure/perform_recentre", "{}").get("log");
        assertEquals(-MIDDLE_X, middle(log, "x"), NEAR);
        assertEquals(MIDDLE_Y, middle(log, "y"), NEAR);
        JsonNode origin = client.get("/stage/position");
        for (String axis : List.of("x", "y", "z")) {
            assertEquals(0, origin.get(axis).asInt(), axis);
        }
    }

    private static int middle(JsonNode log, String axis) {
        Pattern found = Pattern.compile("The middle of " + axis + " is at (-?\\d+)\\.");
        for (JsonNode entry : log) {
            Matcher m = found.matcher(entry.get("message").asText());
            if (m.matches()) {
                System.out.println("[stage] " + m.group());
                return Integer.parseInt(m.group(1));
            }
        }
        assertTrue(false, "no middle of " + axis + " in " + log.toPrettyString());
        return 0;
    }
}
