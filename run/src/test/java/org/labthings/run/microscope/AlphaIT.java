package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.hardware.image.Exif;
import org.labthings.run.lab.Laboratory;

/**
 * A configuration as those of the alpha generation are: no prefix, paths as names, the log folder
 * at the top, the folder of scans as an argument (OpenFlexure specification 0, 1.2 and 27).
 */
@Timeout(120)
class AlphaIT {
    @TempDir static Path folder;
    private static Laboratory lab;
    private static Visitor web;
    private static Path captures;

    @BeforeAll
    static void start() throws Exception {
        captures = folder.resolve("scope/data/camera");
        lab =
                Laboratory.open(
                        folder,
                        """
                        {"things": {
                          "/camera/": {"class": "%1$scamera.simulation:SimulatedCamera", "kwargs":
                            {"shape": [308, 410, 3], "frame_interval": 0.03, "seed": 5,
                             "canvas_shape": [900, 1200, 3]}},
                          "/stage/": "%1$sstage.dummy:DummyStage",
                          "/autofocus/": "%1$sautofocus:AutofocusThing",
                          "/camera_stage_mapping/": "%1$scamera_stage_mapping:CameraStageMapper",
                          "/system_control/": "%1$ssystem_control:SystemControlThing",
                          "/settings/": "%1$ssettings_manager:SettingsManager",
                          "/smart_scan/": {"class": "%1$ssmart_scan:SmartScanThing",
                            "kwargs": {"scans_folder": "%2$s/scope/scans/"}},
                          "/capture/": "%1$scapture:CaptureThing"},
                         "settings_folder": "%2$s/scope/settings/",
                         "log_folder": "%2$s/scope/logs/"}
                        """
                                .formatted("openflexure_microscope_server.things.", folder));
        web = new Visitor(lab.url());
        for (String last : List.of("histo_scan_workflow/ready", "smart_scan/workflow_name")) {
            lab.await("/" + last, answer -> answer.statusCode() == 200);
        }
    }

    @AfterAll
    static void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void everyThingIsServedWithoutAPrefix() throws Exception {
        JsonNode status = web.json("/things/?status");
        assertEquals(10, status.size(), status.toString());
        for (JsonNode thing : status) {
            assertEquals("running", thing.path("state").asText(), thing.toString());
        }
        assertEquals(
                "/capture/_capture_and_save",
                web.json("/thing_descriptions/")
                        .at("/capture/actions/_capture_and_save/forms/0/href")
                        .asText());
        for (String path :
                List.of(
                        "/camera/mjpeg_stream/viewer",
                        "/camera/snapshot",
                        "/log/",
                        "/logfile/",
                        "/routes",
                        "/settings/microscope_id",
                        "/settings/hostname",
                        "/settings/version_data",
                        "/system_control/is_raspberrypi",
                        "/camera/background_detector_status")) {
            assertEquals(200, web.bytes("GET", path, null).statusCode(), path);
        }
        assertTrue(Files.exists(folder.resolve("scope/logs/openflexure_microscope.log")));
        JsonNode states = web.run("/settings/get_things_state", "{}").get("output");
        assertTrue(states.has("settings") && states.has("stage"), states.toString());
        assertEquals("", web.json("/settings/microscope_id").asText().replaceAll("[0-9a-f-]", ""));
    }

    @Test
    void theCameraHasItsOldActions() throws Exception {
        assertEquals(
                "completed",
                web.run(
                                "/camera/start_streaming",
                                "{\"main_resolution\": [820, 616], \"buffer_count\": 6}")
                        .get("status")
                        .asText());
        JsonNode jpeg = web.run("/camera/capture_jpeg", "{\"resolution\": \"full\"}").get("output");
        assertEquals("image/jpeg", jpeg.get("media_type").asText());
    }

    @Test
    void theSmartScanHasItsOldMembers() throws Exception {
        assertEquals("{\"scans\":[],\"ongoing\":null}", web.get("/smart_scan/scans").body());
        assertEquals("null", web.get("/smart_scan/latest_scan_name").body());
        assertEquals("null", web.get("/smart_scan/latest_preview_stitch_time").body());
        for (String setting : List.of("max_range", "autofocus_dz", "overlap", "skip_background")) {
            String value = web.get("/smart_scan/" + setting).body();
            assertEquals(201, web.send("PUT", "/smart_scan/" + setting, value).statusCode());
        }
        assertEquals(
                201, web.send("PUT", "/smart_scan/save_resolution", "[1640, 1232]").statusCode());
        assertEquals("[1640,1232]", web.get("/smart_scan/save_resolution").body());
        HttpResponse<String> none = web.get("/smart_scan/get_stitch/none_0001");
        assertEquals(404, none.statusCode());
        assertEquals("{\"detail\":\"File not found\"}", none.body());
    }

    @Test
    void scansAreServedFromTheirFolder() throws Exception {
        Path scan = Files.createDirectories(folder.resolve("scope/scans/old_0001/images"));
        Files.writeString(scan.resolve("a.dzi"), "<Image/>");
        assertEquals("<Image/>", web.get("/scans/old_0001/images/a.dzi").body());
        assertEquals("<Image/>", web.get("/data/smart_scan/old_0001/images/a.dzi").body());
        assertEquals(404, web.get("/scans/..%2f..%2flogs").statusCode());
        assertEquals(200, web.send("DELETE", "/smart_scan/scans/old_0001", null).statusCode());
        assertFalse(Files.exists(scan));
    }

    private static JsonNode completed(String action, String arguments) throws Exception {
        JsonNode ended = web.run("/capture/" + action, arguments);
        assertEquals("completed", ended.get("status").asText(), ended.toString());
        return ended;
    }

    @Test
    void capturesAreSavedWithTheirMetadata() throws Exception {
        JsonNode saved = completed("_capture_and_save", "{\"jpeg_path\": \"a/b.jpg\"}");
        assertTrue(saved.get("output").isNull(), saved.toString());
        byte[] jpeg = Files.readAllBytes(captures.resolve("a/b.jpg"));
        assertTrue(Exif.userComment(jpeg).orElseThrow().contains("\"position\""));
        BufferedImage picture = ImageIO.read(captures.resolve("a/b.jpg").toFile());
        assertEquals("410 x 308", picture.getWidth() + " x " + picture.getHeight());
        JsonNode log = saved.get("log");
        assertEquals("INFO", log.get(log.size() - 1).get("levelname").asText());
        String said = log.get(log.size() - 1).get("message").asText();
        assertTrue(
                said.matches(
                        "Picture a/b\\.jpg was taken in \\d+\\.\\d s and saved in \\d+\\.\\d s"),
                said);
        completed("_capture_and_save", "{\"jpeg_path\": \"low.jpeg\", \"stream_name\": \"lores\"}");
        assertEquals(320, ImageIO.read(captures.resolve("low.jpeg").toFile()).getWidth());
        completed("capture_jpeg", "{\"filename\": \"full.JPG\"}");
        assertEquals(410, ImageIO.read(captures.resolve("full.JPG").toFile()).getWidth());
        try (Stream<Path> files = Files.list(captures)) {
            TreeSet<String> names = new TreeSet<>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            names.removeIf(name -> !name.startsWith("."));
            assertEquals(new TreeSet<>(), names, "nothing half-written is left");
        }
    }

    @Test
    void picturesAreNumbersAndStates() throws Exception {
        JsonNode output = completed("_capture_array", "{\"stream\": \"lores\"}").get("output");
        assertEquals(2, output.size());
        assertEquals(240, output.get(0).size());
        assertEquals(320, output.get(0).get(0).size());
        assertEquals(3, output.get(0).get(0).get(0).size());
        assertTrue(output.get(1).get("stage").has("position"), output.get(1).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tmp/a.jpg",
                "../a.jpg",
                "a/../../b.jpg",
                "C:\\\\a.jpg",
                "a\\\\..\\\\b.jpg",
                ""
            })
    void pathsStayInTheFolder(String path) throws Exception {
        String[] arguments = {"capture_jpeg", "filename", "_capture_and_save", "jpeg_path"};
        for (int i = 0; i < arguments.length; i += 2) {
            String json = "{\"" + arguments[i + 1] + "\": \"" + path + "\"}";
            assertEquals(422, web.send("POST", "/capture/" + arguments[i], json).statusCode());
        }
    }

    @Test
    void whatCannotBeIsSaid() throws Exception {
        Files.createDirectories(captures);
        Files.createSymbolicLink(captures.resolve("out"), folder);
        for (String[] bad :
                new String[][] {
                    {"{\"jpeg_path\": \"gallery.db\"}", "must end with .jpg or .jpeg"},
                    {"{\"jpeg_path\": \".hidden.jpg\"}", "An error occurred while saving"},
                    {"{\"jpeg_path\": \"out/a.jpg\"}", "is no path within the data folder"},
                    {
                        "{\"jpeg_path\": \"a.jpg\", \"stream_name\": \"raw\"}",
                        "An error occurred while capturing with 'camera': there is no stream 'raw'"
                    },
                }) {
            JsonNode ended = web.run("/capture/_capture_and_save", bad[0]);
            assertEquals("error", ended.get("status").asText(), ended.toString());
            String log = ended.get("log").toString();
            assertTrue(log.contains(bad[1]), log);
        }
        assertFalse(Files.exists(folder.resolve("a.jpg")));
        String log =
                web.run("/capture/_capture_and_save", "{\"jpeg_path\": \"a.txt\"}")
                        .get("log")
                        .toString();
        assertFalse(log.contains("IOException"), "a mistake is no failure with a trace: " + log);
    }
}
