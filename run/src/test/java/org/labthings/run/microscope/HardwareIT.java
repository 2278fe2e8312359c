package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Actions;
import org.labthings.run.lab.Laboratory;
import org.labthings.testing.instruments.MjpegSimulator;
import org.labthings.testing.instruments.PseudoTerminal;
import org.labthings.testing.instruments.SangaboardSimulator;

/**
 * The shipped configuration of a real microscope, with programs in the place of rpicam-apps and a
 * simulated board at a pseudo-terminal.
 */
class HardwareIT {
    private static final String API = "/api/v3";

    @TempDir static Path folder;

    private static SangaboardSimulator board;
    private static PseudoTerminal terminal;
    private static Laboratory lab;

    @BeforeAll
    static void start() throws Exception {
        program("rpicam-hello", "printf '0 : imx219 [3280x2464 10-bit RGGB] (/base)\\n'");
        Path tuning =
                Files.writeString(
                        folder.resolve("imx219.json"),
                        """
                        {"version": 2.0, "algorithms": [{"rpi.geq": {"offset": 1}}, {"rpi.contrast": {"ce_enable": 1}},
                          {"rpi.alsc": {"luminance_lut": [],
                            "calibrations_Cr": [{"ct": 3000, "table": []}],
                            "calibrations_Cb": [{"ct": 3000, "table": []}]}},
                          {"rpi.ccm": {"ccms": []}}]}
                        """);
        Path frame = Files.write(folder.resolve("frame.jpg"), MjpegSimulator.picture(1));
        program("rpicam-vid", "while cat " + frame + "; do sleep 0.02; done");
        board = new SangaboardSimulator();
        Path port = folder.resolve("ttyBoard");
        terminal = PseudoTerminal.plugIn(port, board.port());
        Path config =
                Files.writeString(
                        folder.resolve("lab.json"),
                        """
                        {"base_config_file": "%1$s/conf/microscope.json", "patch": {
                          "settings_folder": "%2$s/scope/settings",
                          "application_config": {
                            "log_folder": "%2$s/scope/logs", "data_folder": "%2$s/scope/data"},
                          "things": {
                            "camera": {"class":
                                "openflexure_microscope_server.things.camera.picamera:PiCameraV2",
                              "kwargs": {"camera_board": "picamera_v2", "programs": "%2$s",
                                "tuning_file": "%3$s"}},
                            "stage": {"class":
                                "openflexure_microscope_server.things.stage.sangaboard:SangaboardThing",
                              "kwargs": {"port": "%4$s"}}}}}
                        """
                                .formatted(
                                        System.getProperty("labthings.home"),
                                        folder,
                                        tuning,
                                        port));
        lab = Laboratory.openFile(folder, config);
    }

    private static void program(String name, String script) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (lab != null) {
            lab.close();
        }
        terminal.close();
        board.close();
    }

    @Test
    void everyThingOfTheShippedConfigurationRuns() throws Exception {
        lab.await(API + "/camera/connected", r -> r.body().equals("true"));
        lab.await(API + "/stage/connected", r -> r.body().equals("true"));
        String served = "\"state\":\"running\",\"reason\":\"It is served.\",\"since\"";
        lab.await(API + "/things/?status", r -> r.body().split(served, -1).length - 1 == 14);
        assertEquals("true", lab.get(API + "/camera/calibration_required").body());
        assertTrue(
                lab.get(API + "/camera/primary_calibration_actions")
                        .body()
                        .contains("full_auto_calibrate"));
        assertEquals("[3280,2464]", lab.get(API + "/camera/sensor_resolution").body());
        assertEquals(201, lab.send("PUT", API + "/camera/colour_gains", "[1.5, 2.5]").statusCode());
        assertEquals("[1.5,2.5]", lab.get(API + "/camera/colour_gains").body());
        assertEquals(422, lab.send("PUT", API + "/camera/colour_gains", "[1.5, -1]").statusCode());
        Actions actions = new Actions(lab, API);
        JsonNode captured = actions.run("/camera/capture", "{\"capture_mode\": \"quick\"}");
        assertEquals("image/jpeg", captured.path("media_type").asText(), captured.toString());
        actions.run("/stage/move_relative", "{\"x\": 10}");
        assertEquals("{\"x\":10,\"y\":0,\"z\":0}", lab.get(API + "/stage/position").body());
        String state = lab.get(API + "/thing_descriptions/").body();
        assertTrue(state.contains("auto_expose_from_minimum"), "its actions are described");
    }
}
