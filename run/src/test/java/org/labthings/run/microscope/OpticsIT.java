package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.hardware.image.Exif;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.RgbImage;
import org.labthings.run.lab.Actions;
import org.labthings.run.lab.Laboratory;

/**
 * The simulated microscope over HTTP, from a configuration with the class strings of the original:
 * acceptance checks 7, 8, 9, 11 of its specification. Stage and camera are twice as fast as usual,
 * so that a frame is 100 steps, as usual.
 */
@Timeout(300)
class OpticsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String P = "/api/v3";

    @TempDir static Path folder;

    private static Laboratory lab;
    private static Actions actions;

    @BeforeAll
    static void open() throws Exception {
        lab =
                Laboratory.open(
                        folder,
                        """
                        {"things": {
                          "camera": {
                            "class": "openflexure_microscope_server.things.camera.simulation:SimulatedCamera",
                            "kwargs": {"shape": [308, 410, 3], "frame_interval": 0.05, "seed": 11}},
                          "stage": {
                            "class": "openflexure_microscope_server.things.stage.dummy:DummyStage",
                            "kwargs": {"step_time": 0.0005}},
                          "autofocus": "openflexure_microscope_server.things.autofocus:AutofocusThing",
                          "camera_stage_mapping":
                            "openflexure_microscope_server.things.camera_stage_mapping:CameraStageMapper"},
                         "api_prefix": "/api/v3",
                         "enable_global_lock": true,
                         "application_config": {"data_folder": "%s"}}
                        """
                                .formatted(folder.resolve("pictures")));
        actions = new Actions(lab, P);
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    @BeforeEach
    void home() throws Exception {
        actions.run("/stage/move_to_origin", "{}");
    }

    private static JsonNode position() throws Exception {
        return actions.get("/stage/position");
    }

    private static int z() throws Exception {
        return position().get("z").asInt();
    }

    private static byte[] bytes(String method, String path, int status) throws Exception {
        HttpResponse<byte[]> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(lab.url().resolve(path))
                                        .method(method, HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(status, answer.statusCode(), path + " " + new String(answer.body()));
        return answer.body();
    }

    private static byte[] download(JsonNode blob) throws Exception {
        return bytes("GET", URI.create(blob.get("href").asText()).getRawPath(), 200);
    }

    private static RgbImage picture() throws Exception {
        return JpegDecoder.decode(download(actions.run("/camera/grab_jpeg", "{}")));
    }

    @Test
    void aStepIsTwoPixels() throws Exception {
        RgbImage before = picture();
        actions.run("/stage/move_relative", "{\"x\": 50}");
        assertEquals("{\"x\":50,\"y\":0,\"z\":0}", position().toString());
        RgbImage after = picture();
        double moved = 0;
        double still = 0;
        for (int y = 10; y < 300; y += 3) {
            for (int x = 10; x < 300; x++) {
                moved += Math.abs(before.get(x, y, 1) - after.get(x + 100, y, 1));
                still += Math.abs(before.get(x, y, 1) - after.get(x, y, 1));
            }
        }
        assertTrue(moved < still / 4, moved + " after a shift of 100 pixels, " + still + " before");
    }

    @Test
    void mappingFindsTheMatrixAndMovesByIt() throws Exception {
        JsonNode uncalibrated =
                actions.end(
                        actions.start(
                                "/camera_stage_mapping/move_in_image_coordinates",
                                "{\"x\": 10, \"y\": 0}"));
        if (actions.get("/camera_stage_mapping/calibration_required").asBoolean()) {
            assertEquals("error", uncalibrated.get("status").asText());
            assertEquals(
                    "CSMUncalibratedError",
                    uncalibrated.path("error").path("title").asText(),
                    uncalibrated.toString());
        }
        actions.put("/camera/settling_time", "0");
        JsonNode ended = actions.end(actions.start("/camera_stage_mapping/calibrate_xy", "{}"));
        assertEquals("completed", ended.path("status").asText(), ended.toString());
        assertFalse(ended.has("progress"), "its moves report theirs, not the calibration's");
        JsonNode found = ended.path("output");
        JsonNode m = actions.get("/camera_stage_mapping/image_to_stage_displacement_matrix");
        assertEquals(m, found.at("/camera_stage_mapping_calibration/image_to_stage_displacement"));
        double[][] expected = {{0, 0.5}, {-0.5, 0}};
        double worst = 0;
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                worst = Math.max(worst, Math.abs(m.get(i).get(j).asDouble() - expected[i][j]));
            }
        }
        System.out.printf("[optics] mapping is off by %.2f %%%n", 200 * worst);
        assertTrue(worst < 0.01, m.toString());
        assertEquals("[308,410]", actions.get("/camera_stage_mapping/image_resolution").toString());
        assertEquals("{\"x\":0,\"y\":0,\"z\":0}", position().toString(), "it is where it was");
        actions.run("/camera_stage_mapping/move_in_image_coordinates", "{\"x\": 10, \"y\": 0}");
        assertEquals("{\"x\":-5,\"y\":0,\"z\":0}", position().toString());
        assertFalse(actions.get("/camera_stage_mapping/calibration_required").asBoolean());
        assertTrue(
                actions.get("/camera_stage_mapping/last_calibration")
                        .at("/linear_calibration_x/linear_moves/stage_positions")
                        .isArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {700, -430, 1000})
    void fastAutofocusEndsAtTheFocus(int start) throws Exception {
        actions.run("/stage/move_absolute", "{\"z\": " + start + "}");
        JsonNode ended = actions.end(actions.start("/autofocus/fast_autofocus", "{\"dz\": 2000}"));
        assertFalse(ended.has("progress"), "its moves report theirs, not the autofocus's");
        JsonNode data = ended.path("output");
        System.out.printf("[optics] autofocus from %d ended at %d%n", start, z());
        assertTrue(Math.abs(z()) <= 10, "ended at " + z());
        assertTrue(data.get("jpeg_sizes").size() >= 15, "frames were seen");
        assertEquals(data.get("jpeg_sizes").size(), data.get("jpeg_times").size());
        assertTrue(data.get("jpeg_sizes").get(0).isInt(), "sizes are whole numbers of bytes");
        assertEquals(data.get("stage_positions").size(), data.get("stage_times").size());
    }

    @Test
    void loopingAutofocusComesFromOutsideItsRange() throws Exception {
        actions.run("/stage/move_absolute", "{\"z\": 1500}");
        JsonNode end = actions.end(actions.start("/autofocus/looping_autofocus", "{\"dz\": 2000}"));
        assertEquals("completed", end.get("status").asText(), end.toString());
        assertTrue(Math.abs(z()) <= 20, "ended at " + z());
        long attempts =
                end.get("log").findValuesAsText("message").stream()
                        .filter(line -> line.startsWith("Attempt"))
                        .count();
        assertEquals(2, attempts, end.get("log").toString());
    }

    @Test
    void aSmartStackSavesTheSharpestPictures() throws Exception {
        actions.run("/stage/move_absolute", "{\"x\": 20, \"y\": -30, \"z\": 40}");
        JsonNode output =
                actions.run(
                        "/autofocus/run_smart_stack",
                        """
                        {"stack_parameters": {"stack_dz": 50, "images_to_save": 3, "min_images_to_test": 9},
                         "capture_parameters": {"images_dir": "stack/images", "capture_mode": "standard"},
                         "autofocus_parameters": {"dz": 1000}}
                        """);
        assertTrue(output.get(0).asBoolean(), output.toString());
        int best = output.get(1).asInt();
        assertTrue(Math.abs(best) <= 50, output.toString());
        Path images = folder.resolve("pictures/camera/stack/images");
        for (int z : new int[] {best - 50, best, best + 50}) {
            byte[] jpeg = Files.readAllBytes(images.resolve("img_20_-30_" + z + ".jpeg"));
            JsonNode states = JSON.readTree(Exif.userComment(jpeg).orElseThrow());
            assertEquals(z, states.at("/stage/position/z").asInt());
            assertEquals("SimulatedCamera", states.at("/camera/camera").asText());
        }
        try (var files = Files.list(images)) {
            assertEquals(3, files.count());
        }
    }

    @Test
    void picturesAreKeptShownAndDeleted() throws Exception {
        JsonNode kept = actions.run("/camera/capture", "{\"image_format\": \"jpeg\"}");
        assertEquals("image/jpeg", kept.get("media_type").asText());
        byte[] jpeg = download(kept);
        assertEquals(410, JpegDecoder.decode(jpeg).width());
        assertTrue(Exif.userComment(jpeg).orElseThrow().contains("\"position\""));
        Path pictures = folder.resolve("pictures/camera");
        List<Path> files;
        try (var all = Files.list(pictures)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertEquals(1, files.size(), files.toString());
        String name = files.get(0).getFileName().toString();
        assertTrue(name.matches("\\d{4}-\\d\\d-\\d\\d-\\d{6}\\.jpeg"), name);
        actions.run("/camera/capture", "{\"retain_image\": false, \"image_format\": \"png\"}");
        Path outside = Files.writeString(folder.resolve("pictures/outside.jpeg"), "x");
        for (String bad :
                List.of("..%2foutside.jpeg", "%2e%2e%2foutside.jpeg", "..", "x.txt", "none.png")) {
            int status = lab.send("DELETE", P + "/camera/capture/" + bad, null).statusCode();
            assertTrue(status >= 400 && status < 500, bad + " " + status);
        }
        assertTrue(Files.exists(outside) && Files.exists(files.get(0)));
        bytes("DELETE", P + "/camera/capture/" + name, 200);
        assertFalse(Files.exists(files.get(0)));
        assertEquals(
                320, JpegDecoder.decode(bytes("GET", P + "/camera/snapshot?x=1", 200)).width());
        int id = actions.run("/camera/capture_to_memory", "{}").asInt();
        actions.run(
                "/camera/save_from_memory",
                "{\"path\": \"kept/a.png\", \"buffer_id\": " + id + "}");
        assertTrue(Files.exists(pictures.resolve("kept/a.png")));
        var refused = lab.send("POST", P + "/camera/save_from_memory", "{\"path\": \"../a.png\"}");
        assertEquals(422, refused.statusCode(), refused.body());
    }

    @Test
    void aJogHoldsTheLockUntilItStops() throws Exception {
        actions.run("/stage/jog", "{\"y\": 20000}");
        lab.await(P + "/stage/moving", r -> r.body().equals("true"));
        var refused = lab.send("PUT", P + "/camera/settling_time", "0.1");
        assertEquals(409, refused.statusCode(), refused.body());
        actions.run("/stage/jog", "{\"stop\": true}");
        lab.await(P + "/stage/moving", r -> r.body().equals("false"));
        int y = position().get("y").asInt();
        assertTrue(y > 0 && y < 20_000, "stopped at " + y);
        for (int status = 409; status != 201; ) { // the lock is freed a moment after the stop
            status = lab.send("PUT", P + "/camera/settling_time", "0.1").statusCode();
            assertTrue(status == 201 || status == 409, "status " + status);
        }
        actions.run("/stage/move_relative", "{\"y\": 1}");
        assertEquals(y + 1, position().get("y").asInt());
    }

    @Test
    void aCancelledMoveStopsOnItsWay() throws Exception {
        String move = actions.start("/stage/move_absolute", "{\"x\": 100000}");
        lab.await(P + "/stage/position", r -> !r.body().startsWith("{\"x\":0,"));
        assertEquals(200, lab.send("DELETE", move, null).statusCode());
        assertEquals("cancelled", actions.end(move).get("status").asText());
        int x = position().get("x").asInt();
        assertTrue(x > 0 && x < 100_000, "stopped at " + x);
        assertFalse(actions.get("/stage/moving").asBoolean());
        assertEquals(x, position().get("x").asInt());
    }

    /** Prints how long after a request the stage has made its first step. */
    @Test
    void movesStartSoon() throws Exception {
        var framework = lab.framework();
        var stage =
                framework
                        .getAllServiceReferences("org.labthings.api.Thing", "(thing.name=stage)")[
                        0];
        Object thing = framework.getService(stage);
        var hardwarePosition = thing.getClass().getMethod("hardwarePosition");
        int warmUp = 20; // until the code is compiled
        double[] millis = new double[30];
        for (int i = -warmUp; i < millis.length; i++) {
            Object before = hardwarePosition.invoke(thing);
            long asked = System.nanoTime();
            var move =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return actions.start("/stage/move_relative", "{\"x\": 8}");
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            while (hardwarePosition.invoke(thing).equals(before)) {
                LockSupport.parkNanos(100_000); // the server needs the processor
            }
            millis[Math.max(i, 0)] = (System.nanoTime() - asked) / 1e6;
            assertEquals("completed", actions.end(move.join()).get("status").asText());
        }
        framework.ungetService(stage);
        Arrays.sort(millis);
        System.out.printf(
                "[optics] first step (0.5 ms) after the request: median %.1f ms, longest %.1f ms%n",
                millis[millis.length / 2], millis[millis.length - 1]);
        assertEquals(400, position().get("x").asInt());
    }

    @Test
    void settingsAndControlsAreDescribed() throws Exception {
        JsonNode controls = actions.get("/camera/manual_camera_settings");
        assertEquals(5, controls.size());
        assertEquals("property_control", controls.get(0).get("element_type").asText());
        assertEquals(100, controls.at("/4/options/100x").asInt());
        JsonNode button = actions.get("/camera/primary_calibration_actions").get(0);
        assertEquals("full_auto_calibrate", button.get("action").asText());
        assertEquals("camera", button.get("thing").asText());
        var wrong = lab.send("PUT", P + "/camera/objective", "5");
        assertEquals(422, wrong.statusCode(), wrong.body());
        actions.put("/camera/colour", "\"no colour\"");
        assertEquals("\"#b937b9\"", actions.get("/camera/colour").toString());
        JsonNode none = actions.end(actions.start("/camera/image_is_sample", "{}"));
        assertTrue(none.toString().contains("No background detectors available."), none.toString());
        assertTrue(actions.get("/camera/calibration_required").asBoolean());
        actions.run("/camera/full_auto_calibrate", "{}");
        JsonNode unknown = actions.end(actions.start("/stage/move_relative", "{\"w\": 1}"));
        assertTrue(unknown.toString().contains("is not defined"), unknown.toString());
        assertTrue(actions.run("/camera/grab_jpeg_size", "{}").asInt() > 1000);
        assertEquals(154, actions.run("/camera/capture_downsampled_array", "{}").size());
    }
}
