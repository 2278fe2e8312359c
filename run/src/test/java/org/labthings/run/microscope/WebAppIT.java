package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.labthings.run.microscope.Visitor.header;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;
import org.labthings.schema.Json;

/**
 * What OpenFlexure's web app asks a microscope (OpenFlexure specification 26, LabThings
 * specification 1.22.2), against the simulation as it is packaged; only its folders, its machine,
 * its speed and the size of its pictures are others, so that a slow machine keeps up. In the order
 * in which a person would do it.
 */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebAppIT {
    @TempDir static Path folder;
    private static Laboratory lab;
    private static WebApp app;

    @BeforeAll
    static void start() throws Exception {
        Path config = folder.resolve("lab.json");
        Files.writeString(
                config,
                """
                {"base_config_file": "%1$s/conf/microscope-simulation.json",
                 "patch": {
                   "things": {
                     "camera": {"class": "%2$scamera.simulation:SimulatedCamera", "kwargs":
                       {"shape": [308, 410, 3], "frame_interval": 0.03, "seed": 7,
                        "canvas_shape": [900, 1200, 3]}},
                     "stage": {"class": "%2$sstage.dummy:DummyStage",
                       "kwargs": {"step_time": 0.0005}},
                     "system": {"class": "%2$ssystem:OpenFlexureSystem", "kwargs":
                       {"shutdown_command": ["echo", "off"], "reboot_command": ["echo", "on"]}},
                     "stage_measure": "%2$sstage_measure:RangeofMotionThing"},
                   "settings_folder": "%3$s/settings",
                   "application_config":
                     {"log_folder": "%3$s/logs", "data_folder": "%3$s/data"}}}
                """
                        .formatted(
                                System.getProperty("labthings.home"),
                                "openflexure_microscope_server.things.",
                                folder.resolve("scope")));
        lab = Laboratory.openFile(folder, config);
        app = new WebApp(lab);
    }

    @AfterAll
    static void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    void everyUrlOfTheDescriptionsIsAnswered() throws Exception {
        assertEquals(14, app.things().size());
        for (var thing : app.things().properties()) {
            JsonNode description = thing.getValue();
            assertEquals(lab.url().resolve("/").toString(), description.path("base").asText());
            for (var property : description.path("properties").properties()) {
                app.read(thing.getKey(), property.getKey());
            }
            for (var action : description.path("actions").properties()) {
                assertTrue(app.underWay(thing.getKey(), action.getKey()).isEmpty());
            }
        }
    }

    @Test
    @Order(2)
    void theLiveViewIsAStreamOfPictures() throws Exception {
        LiveView live = new LiveView(lab.url(), "/api/v3/camera/mjpeg_stream?streamId=7");
        BufferedImage frame = image(live.firstFrame());
        assertEquals(410, frame.getWidth());
        assertEquals(308, frame.getHeight());
        String start = live.start();
        assertTrue(start.startsWith("HTTP/1.1 200 "), start);
        assertTrue(
                start.toLowerCase().contains("multipart/x-mixed-replace; boundary=frame"), start);
        assertTrue(app.get("camera/mjpeg_stream/viewer").body().contains("<img"));
        HttpResponse<byte[]> snapshot = app.bytes("camera/snapshot");
        assertEquals("image/jpeg", header(snapshot, "Content-Type"));
        assertEquals(320, image(snapshot.body()).getWidth());
    }

    private static BufferedImage image(byte[] data) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(data));
    }

    @Test
    @Order(3)
    void theCalibrationWizard() throws Exception {
        for (String thing : List.of("camera", "stage", "camera_stage_mapping")) {
            assertTrue(app.read(thing, "calibration_required").isBoolean());
            assertTrue(app.read(thing, "can_calibrate").isBoolean());
        }
        assertTrue(app.read("camera", "calibration_required").asBoolean(), "at the first start");
        SettingsUi ui = new SettingsUi(app);
        JsonNode buttons = app.read("camera", "primary_calibration_actions");
        for (JsonNode list :
                List.of(
                        buttons,
                        app.read("camera", "secondary_calibration_actions"),
                        app.read("camera", "manual_camera_settings"))) {
            assertFalse(list.isEmpty());
            ui.check(list);
        }
        app.run("camera", buttons.path(0).path("action").asText(), "{}");
        assertFalse(app.read("camera", "calibration_required").asBoolean());
        assertTrue(app.read("camera_stage_mapping", "last_calibration").isNull());
        app.write("camera", "settling_time", "0.01");
        JsonNode found = app.run("camera_stage_mapping", "calibrate_xy", "{}");
        assertEquals(found, app.read("camera_stage_mapping", "last_calibration"));
        assertFalse(app.read("camera_stage_mapping", "calibration_required").asBoolean());
    }

    @Test
    @Order(4)
    void clickToMove() throws Exception {
        JsonNode matrix = app.read("camera_stage_mapping", "image_to_stage_displacement_matrix");
        assertEquals(0.5, matrix.path(0).path(1).asDouble(), 0.01, matrix.toString());
        assertEquals("[308,410]", app.read("camera_stage_mapping", "image_resolution").toString());
        app.run("stage", "move_absolute", "{\"x\": 0, \"y\": 0, \"z\": 0}");
        app.run("camera_stage_mapping", "move_in_image_coordinates", "{\"x\": 10, \"y\": 0}");
        assertEquals("{\"x\":-5,\"y\":0,\"z\":0}", app.read("stage", "position").toString());
    }

    @Test
    @Order(5)
    void navigation() throws Exception {
        assertEquals(
                "{\"x\":true,\"y\":false,\"z\":false}",
                app.read("stage", "axis_inverted").toString());
        app.run("stage", "move_absolute", "{\"x\": 30, \"y\": 20, \"z\": 10}");
        app.run("stage", "set_zero_position", "{}");
        assertEquals("{\"x\":0,\"y\":0,\"z\":0}", app.read("stage", "position").toString());
        app.run("stage", "move_absolute", "{\"x\": -30, \"y\": -20, \"z\": -10}");
        app.run("stage", "set_zero_position", "{}");
        app.run("stage", "jog", "{\"x\": 600, \"y\": 0, \"z\": 0}");
        app.run("stage", "jog", "{\"stop\": true}");
        lab.await("/api/v3/stage/moving", answer -> answer.body().equals("false"));
        // the lock of a jog is free a moment after the stage has stopped
        JsonNode home = app.poll(app.start("stage", "move_to_origin", "{}"));
        while (home.path("status").asText().equals("error")) {
            assertTrue(home.toString().contains("Global lock was busy"), home.toString());
            home = app.poll(app.start("stage", "move_to_origin", "{}"));
        }
        assertEquals("{\"x\":0,\"y\":0,\"z\":0}", app.read("stage", "position").toString());
        app.run("stage", "invert_axis_direction", "{\"axis\": \"y\"}");
        assertTrue(app.read("stage", "axis_inverted").path("y").asBoolean());
        app.run("stage", "invert_axis_direction", "{\"axis\": \"y\"}");
    }

    @Test
    @Order(6)
    void focusAndCapture() throws Exception {
        JsonNode data =
                app.run("autofocus", "fast_autofocus", "{\"dz\": 2000, \"start\": \"centre\"}");
        assertEquals(data.path("jpeg_times").size(), data.path("jpeg_sizes").size());
        for (String resolution : List.of("lores", "main", "full")) { // the alpha generation's
            JsonNode output =
                    app.run("camera", "capture_jpeg", "{\"resolution\": \"" + resolution + "\"}");
            BufferedImage picture = image(app.bytes(output.path("href").asText()).body());
            assertEquals(resolution.equals("lores") ? 320 : 410, picture.getWidth());
        }
        app.run("camera", "start_streaming", "{\"main_resolution\": [820, 616]}");
        assertTrue(app.read("camera", "background_detector_status").path("ready").isBoolean());
        for (boolean retain : new boolean[] {false, true}) {
            JsonNode output =
                    app.run(
                            "camera",
                            "capture",
                            "{\"capture_mode\": \"standard\", \"retain_image\": " + retain + "}");
            HttpResponse<byte[]> picture = app.bytes(output.path("href").asText());
            assertEquals("image/jpeg", header(picture, "Content-Type"));
            assertEquals(410, image(picture.body()).getWidth());
        }
    }

    @Test
    @Order(7)
    void backgroundDetectorsAndSettings() throws Exception {
        for (String detector : List.of("bg_color_channels_luv", "bg_channel_deviations_luv")) {
            new SettingsUi(app).check(ui(detector));
            app.write(detector, "min_sample_coverage", "20.5");
            app.write("camera", "background_detector_name", "\"" + detector + "\"");
            Path settings = folder.resolve("scope/settings/" + detector);
            try (var files = Files.list(settings)) {
                Path file =
                        files.filter(f -> f.toString().endsWith(".json")).findFirst().orElseThrow();
                assertTrue(Files.readString(file).contains("20.5"), "kept in " + file);
            }
        }
    }

    private static JsonNode ui(String thing) throws Exception {
        HttpResponse<String> answer = app.get(thing + "/settings_ui");
        assertEquals(200, answer.statusCode());
        WebApp.isJson(answer);
        return Json.MAPPER.readTree(answer.body());
    }

    @Test
    @Order(8)
    void aScanIsWatchedAndFoundAgainAfterAReload() throws Exception {
        assertEquals(404, app.get("smart_scan/latest_preview_stitch.jpg?t=0").statusCode());
        assertTrue(app.read("smart_scan", "latest_scan_live_details").isNull());
        for (var workflow : app.read("smart_scan", "workflow_display_names").properties()) {
            assertTrue(workflow.getValue().isTextual());
            assertTrue(app.read(workflow.getKey(), "ready").asBoolean(), workflow.getKey());
            new SettingsUi(app).check(ui(workflow.getKey()));
        }
        app.write("smart_scan", "workflow_name", "\"snake_workflow\"");
        app.write("smart_scan", "stitch_tiff", "false");
        app.write("smart_scan", "stitch_automatically", "false");
        app.write("snake_workflow", "x_count", "2");
        app.write("snake_workflow", "y_count", "1");
        app.write("snake_workflow", "stack_min_images_to_test", "3");
        JsonNode started = app.start("smart_scan", "sample_scan", "{\"scan_name\": \"a b\"}");
        assertEquals(
                started.path("href").asText(),
                new WebApp(lab).underWay("smart_scan", "sample_scan").orElseThrow());
        List<Double> progress = new ArrayList<>();
        Set<String> texts = new LinkedHashSet<>();
        JsonNode ended =
                app.poll(
                        started,
                        state -> {
                            progress.add(state.path("progress").asDouble(0));
                            texts.add(state.path("progressText").asText());
                            return false;
                        });
        assertEquals("completed", ended.path("status").asText(), ended.toString());
        assertEquals(progress.stream().sorted().toList(), progress, "it never goes back");
        assertEquals(100, ended.path("progress").asDouble(), "the app draws percent");
        assertEquals("2 pictures", ended.path("progressText").asText());
        assertTrue(texts.contains("site 1 of 2, 0 pictures"), texts.toString());
        assertTrue(texts.contains("site 2 of 2, 1 picture"), texts.toString());
        JsonNode details = app.read("smart_scan", "latest_scan_live_details");
        assertEquals("a_b_0001", details.path("name").asText());
        assertEquals("Complete", details.path("scan_phase").asText());
        assertEquals(2, details.path("image_count").asInt());
        assertTrue(details.path("settings").isObject() && details.path("workflow").isTextual());
        String time = details.path("stitch_timestamp").asText();
        HttpResponse<byte[]> preview = app.bytes("smart_scan/latest_preview_stitch.jpg?t=" + time);
        assertEquals("image/jpeg", header(preview, "Content-Type"));
        assertTrue(image(preview.body()).getWidth() > 100);
    }

    @Test
    @Order(9)
    void theGallery() throws Exception {
        assertEquals(
                List.of("\"Capture\"", "\"Scan\""),
                app.read("gallery", "card_types").valueStream().map(JsonNode::toString).toList());
        new SettingsUi(app).check(app.read("gallery", "bulk_actions"));
        app.run("smart_scan", "stitch_scan", "{\"scan_name\": \"a_b_0001\"}");
        JsonNode zip = app.run("smart_scan", "download_zip", "{\"scan_name\": \"a_b_0001\"}");
        HttpResponse<byte[]> archive = app.bytes(zip.path("href").asText());
        assertEquals("application/zip", header(archive, "Content-Type"));
        app.run("smart_scan", "stitch_all_scans", "{}");
        JsonNode items = app.read("gallery", "list_data");
        assertEquals(2, items.size(), items.toString());
        for (JsonNode item : items) {
            String path = item.path("path").asText();
            boolean scan = item.path("card_type").asText().equals("Scan");
            JsonNode info = item.path("gallery_info");
            if (scan) {
                assertEquals(2, info.path("number_of_images").asInt(), item.toString());
                String dzi = path + "/" + info.path("dzi").asText();
                HttpResponse<byte[]> pyramid = app.bytes("data/" + dzi);
                assertTrue(header(pyramid, "Content-Type").contains("xml"), dzi);
                String tile = dzi.replaceFirst("\\.dzi$", "_files/0/0_0.jpg");
                assertEquals(1, image(app.bytes("data/" + tile).body()).getWidth());
                shown(path + "/" + info.path("stitched_jpeg").asText());
            } else {
                shown(path);
            }
            shown(item.path("thumbnail_source").asText());
            HttpResponse<String> deleted = app.delete(item.path("delete_endpoint").asText());
            assertEquals(200, deleted.statusCode(), item.toString());
            assertEquals("null", deleted.body());
            assertEquals(404, app.get("data/" + path).statusCode());
        }
        assertEquals(0, app.read("gallery", "list_data").size());
        app.run("gallery", "delete_all_data", "{\"card_types\": [\"Capture\", \"Scan\"]}");
    }

    /** The app puts two slashes before a path, or one. */
    private static void shown(String path) throws Exception {
        for (String before : List.of("data/", "data//")) {
            HttpResponse<byte[]> picture = app.bytes(before + path);
            assertEquals("image/jpeg", header(picture, "Content-Type"), path);
            assertTrue(image(picture.body()).getWidth() > 1, path);
        }
    }

    @Test
    @Order(10)
    void aboutAndLogs() throws Exception {
        assertTrue(app.read("system", "hostname").isTextual());
        assertTrue(app.read("system", "version_data").path("version").isTextual());
        assertTrue(app.read("system", "is_raspberrypi").isBoolean());
        app.read("system", "microscope_id");
        app.read("system", "hardware_id");
        assertEquals("off", app.run("system", "shutdown", "{}").path("output").asText());
        assertEquals("on", app.run("system", "reboot", "{}").path("output").asText());
        HttpResponse<String> log = app.get("log/");
        WebApp.isJson(log);
        JsonNode newest = Json.MAPPER.readTree(log.body()).path(0);
        for (String member : List.of("timestamp", "level", "summary", "message", "logger")) {
            assertTrue(newest.path(member).isTextual(), newest.toString());
        }
        assertTrue(newest.path("sequence").isIntegralNumber());
        HttpResponse<String> file = app.get("logfile/");
        assertTrue(header(file, "Content-Type").startsWith("text/plain"));
        assertTrue(file.body().contains("OFM server root logger has been set up"));
    }

    @Test
    @Order(11)
    void theLightFlashesUntilItIsCancelled() throws Exception {
        JsonNode flash = app.start("illumination", "flash", "{\"dt\": 0.25}");
        String href = app.underWay("illumination", "flash").orElseThrow();
        assertEquals(flash.path("href").asText(), href);
        HttpResponse<String> cancelled = app.delete(href);
        assertEquals(200, cancelled.statusCode());
        assertEquals("null", cancelled.body());
        assertEquals("cancelled", app.poll(flash).path("status").asText());
        assertEquals(503, app.delete(href).statusCode(), "it is over");
    }

    @Test
    @Order(12)
    void theStageIsMeasuredUntilThatIsCancelled() throws Exception {
        assertTrue(app.read("stage_measure", "calibrated_range").isNull());
        JsonNode before = app.read("stage", "position");
        for (String action : List.of("perform_recentre", "perform_rom_test")) {
            JsonNode started = app.start("stage_measure", action, "{}");
            JsonNode begun =
                    app.poll(started, s -> s.path("log").toString().contains("Looking for the"));
            assertEquals("running", begun.path("status").asText(), begun.toString());
            app.delete(started.path("href").asText());
            JsonNode ended = app.poll(started);
            assertEquals("cancelled", ended.path("status").asText(), ended.toString());
        }
        JsonNode after = app.read("stage", "position");
        assertEquals(before.path("x"), after.path("x"));
        assertEquals(before.path("y"), after.path("y"));
    }

    @Test
    @Order(13)
    void whatIsRefusedIsShownAsTheAppReadsIt() throws Exception {
        HttpResponse<String> refused = app.tryToWrite("camera", "settling_time", "-1");
        assertEquals(422, refused.statusCode());
        assertTrue(WebApp.refusal(refused).contains("greater than or equal to 0"), refused.body());
        assertFalse(app.isWritable("stage", "position"));
        assertEquals(
                "File not found", WebApp.refusal(app.get("smart_scan/latest_preview_stitch.jpg")));
        assertEquals("Scan not found", WebApp.refusal(app.delete("smart_scan/scans/none")));
        assertTrue(
                app.fail("smart_scan", "stitch_scan", "{\"scan_name\": \"none\"}")
                        .contains("There is no scan 'none'"));
        assertTrue(app.fail("stage", "invert_axis_direction", "{\"axis\": \"w\"}").contains("w"));
    }
}
