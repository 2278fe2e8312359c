package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;

/** Scans of the simulated microscope, as OpenFlexure's simulation configuration sets it up. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SimulatedScanIT {
    /** The sample's size in steps of the stage, at two pixels a step. */
    private static final int WIDTH = 1200 / 2;

    private static final int HEIGHT = 900 / 2;

    @TempDir private static Path folder;
    private static ScanLab scans;
    private static ScanClient client;

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("microscope-data");
        Laboratory lab =
                Laboratory.open(
                        folder,
                        """
                        {"things": {
                          "camera": {"class": "%1$scamera.simulation:SimulatedCamera",
                            "kwargs": {"frame_interval": 0.03, "seed": 7, "canvas_shape": [900, 1200, 3]}},
                          "stage": {"class": "%1$sstage.dummy:DummyStage", "kwargs": {"step_time": 0.0004}},
                          "autofocus": "%1$sautofocus:AutofocusThing",
                          "camera_stage_mapping": "%1$scamera_stage_mapping:CameraStageMapper",
                          "gallery": "%1$sgallery:GalleryThing",
                          "smart_scan": {"class": "%1$ssmart_scan:SmartScanThing",
                            "kwargs": {"default_workflow": "histo_scan_workflow"}},
                          "histo_scan_workflow": "%1$sscan_workflows:HistoScanWorkflow",
                          "snake_workflow": "%1$sscan_workflows:SnakeWorkflow",
                          "bg_color_channels_luv": "%1$sbackground_detect:ColourChannelDetectLUV",
                          "bg_channel_deviations_luv": "%1$sbackground_detect:ChannelDeviationLUV"},
                         "application_config": {"data_folder": "%2$s"},
                         "enable_global_lock": true}
                        """
                                .formatted("openflexure_microscope_server.things.", data));
        scans = new ScanLab(lab, data);
        client = scans.client;
        for (String thing : List.of("smart_scan", "histo_scan_workflow", "gallery", "camera")) {
            lab.await("/" + thing + "/", r -> r.statusCode() == 200);
        }
        client.put("/camera/settling_time", "0.01");
        client.put("/camera/downsampled_array_factor", "4");
        client.run("/camera/full_auto_calibrate", "{}");
        client.run("/camera_stage_mapping/calibrate_xy", "{}");
        for (String workflow : List.of("snake_workflow", "histo_scan_workflow")) {
            client.put("/" + workflow + "/stack_min_images_to_test", "3");
        }
    }

    @AfterAll
    static void stop() {
        scans.close();
    }

    /** Acceptance check 12. */
    @Test
    @Order(1)
    void aSnakeOfThreeTimesTwo() throws Exception {
        client.put("/smart_scan/workflow_name", "\"snake_workflow\"");
        client.run("/stage/move_absolute", "{\"x\": 267, \"y\": -100}"); // the sample is around 0
        JsonNode before = client.get("/stage/position");
        client.run("/smart_scan/sample_scan", "{\"scan_name\": \"snake\"}");

        Set<String> pictures = scans.pictures("snake_0001");
        assertEquals(6, pictures.size(), pictures.toString());
        JsonNode about = scans.scanData("snake_0001");
        int dx = about.at("/workflow_settings/dx").asInt();
        int dy = about.at("/workflow_settings/dy").asInt();
        assertTrue(Math.abs(Math.abs(dx) - 820 * 0.65 / 2) < 8, "dx is " + dx);
        for (int column = 0; column < 3; column++) {
            for (int row = 0; row < 2; row++) {
                String start =
                        "img_"
                                + (before.get("x").asInt() + column * dx)
                                + "_"
                                + (before.get("y").asInt() + row * dy)
                                + "_";
                assertTrue(pictures.stream().anyMatch(p -> p.startsWith(start)), start);
            }
        }
        assertEquals("success", about.get("scan_result").asText());
        assertEquals(6, about.get("image_count").asInt());
        JsonNode after = client.get("/stage/position");
        for (String axis : List.of("x", "y", "z")) {
            assertEquals(before.get(axis).asInt(), after.get(axis).asInt(), axis);
        }
        JsonNode item = client.get("/gallery/items?card_type=Scan").at("/items/0");
        assertEquals(6, item.at("/gallery_info/number_of_images").asInt());
        assertTrue(item.at("/gallery_info/stitch_available").asBoolean());
        assertEquals(
                200,
                client.bytes(
                                client.run(
                                                "/smart_scan/download_zip",
                                                "{\"scan_name\": \"snake_0001\"}")
                                        .at("/output/href")
                                        .asText())
                        .statusCode());
    }

    @Test
    @Order(2)
    void aHistoScanCoversTheSampleAndLeavesOutTheGlass() throws Exception {
        client.put("/smart_scan/workflow_name", "\"histo_scan_workflow\"");
        client.run("/stage/move_absolute", "{\"x\": 0, \"y\": 0}");
        assertEquals("true", client.get("/histo_scan_workflow/ready").toString());
        client.run("/smart_scan/sample_scan", "{\"scan_name\": \"sample\"}");

        JsonNode about = scans.scanData("sample_0001");
        keep();
        assertEquals(
                "Scan completed: the scanned area was fully surrounded by background.",
                about.get("completion_reason").asText());
        int imaged = 0;
        for (JsonNode site : scans.sites("sample_0001")) {
            int x = Math.abs(site.get("x").asInt());
            int y = Math.abs(site.get("y").asInt());
            if (x < WIDTH / 2 && y < HEIGHT / 2) {
                assertTrue(site.get("imaged").asBoolean(), "sample was left out: " + site);
                imaged++;
            }
            if (x > WIDTH / 2 + 820 / 4 || y > HEIGHT / 2 + 616 / 4) {
                assertTrue(!site.get("imaged").asBoolean(), "that is glass: " + site);
            }
        }
        assertEquals(9, imaged, "the sample is three times three sites");
        assertTrue(
                scans.sites("sample_0001").size() > scans.pictures("sample_0001").size(),
                "glass was looked at");
    }

    /** For people who want to see what a scan looks like. */
    private static void keep() throws Exception {
        Path kept =
                Files.createDirectories(
                        Path.of(System.getProperty("labthings.home")).resolveSibling("scans"));
        for (String name : List.of("preview.jpg", "sample_0001_stitched.jpg", "scan_data.json")) {
            Files.copy(
                    scans.images("sample_0001").resolve(name),
                    kept.resolve("simulated-" + name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
