package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.labthings.run.microscope.Visitor.header;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.hardware.image.Exif;
import org.labthings.run.lab.Laboratory;
import org.labthings.schema.Json;

/** The MATLAB client and the old Python client (OpenFlexure specification 9.2, 9.3 and 28). */
class OldClientsIT {
    @TempDir static Path folder;
    private static Laboratory lab;
    private static Visitor client;

    @BeforeAll
    static void start() throws Exception {
        lab =
                Laboratory.open(
                        folder,
                        """
                        {"things": {
                           "camera": {"class": "org.labthings.thing.simmicroscope.SimulatedCamera",
                             "kwargs": {"shape": [308, 410, 3], "frame_interval": 0.03, "seed": 5}},
                           "stage": {"class": "org.labthings.thing.dummystage.DummyStage",
                             "kwargs": {"step_time": 0.001}},
                           "autofocus": "org.labthings.thing.autofocus.AutofocusThing"},
                         "api_prefix": "/api/v3",
                         "application_config": {"log_folder": "%1$s/scope/logs",
                           "data_folder": "%1$s/scope/data"}}
                        """
                                .formatted(folder));
        client = new Visitor(lab.url());
    }

    @AfterAll
    static void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    /** Polls as MATLAB does; a task is what has such a link. */
    private static JsonNode matlab(JsonNode answer, List<String> seen) throws Exception {
        String href = answer.at("/links/self/href").asText();
        assertTrue(href.startsWith(lab.url() + "/api/v2/actions/"), answer.toString());
        seen.add(answer.get("status").asText());
        JsonNode task = client.poll(href, "running", "idle");
        seen.add(task.get("status").asText());
        return task;
    }

    @Test
    void theMatlabClientsSequence() throws Exception {
        JsonNode extensions = client.json("/api/v2/extensions/"); // the constructor
        assertTrue(extensions.isArray(), extensions.toString());
        JsonNode before = client.json("/api/v2/instrument/state/stage/position");
        List<String> seen = new ArrayList<>();
        String move = "{\"x\": 200, \"y\": -100.0, \"z\": 50, \"absolute\": false}";
        matlab(client.json("POST", "/api/v2/actions/stage/move", move), seen);
        JsonNode after = client.json("/api/v2/instrument/state/stage/position");
        assertEquals(before.get("x").asInt() + 200, after.get("x").asInt());
        assertEquals(before.get("y").asInt() - 100, after.get("y").asInt());
        move = "{\"x\": 0, \"y\": 0, \"z\": 0, \"absolute\": true}";
        JsonNode home = matlab(client.json("POST", "/api/v2/actions/stage/move/", move), seen);
        assertEquals("completed", home.get("status").asText());
        assertTrue(home.has("output"));
        assertTrue(home.get("log").isArray());
        assertEquals(0, client.json("/api/v2/instrument/state/stage/position/x").asInt());
        assertFalse(seen.contains("pending"), seen.toString());
        HttpResponse<byte[]> grab = client.bytes("GET", "/api/v2/streams/snapshot", null);
        assertEquals("image/jpeg", header(grab, "Content-Type"));
        String capture = "{\"use_video_port\": false, \"bayer\": false, \"resize\": null}";
        HttpResponse<byte[]> still =
                client.bytes("POST", "/api/v2/actions/camera/ram-capture", capture);
        assertEquals(200, still.statusCode());
        assertEquals("image/jpeg", header(still, "Content-Type"));
        assertTrue(image(still).getWidth() > 100);
    }

    private static BufferedImage image(HttpResponse<byte[]> answer) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }

    @Test
    void picturesOfAnySize() throws Exception {
        String small = "{\"use_video_port\": true, \"resize\": {\"width\": 64, \"height\": 48}}";
        BufferedImage image =
                image(client.bytes("POST", "/api/v2/actions/camera/ram-capture/", small));
        assertEquals(64, image.getWidth());
        assertEquals(48, image.getHeight());
        String huge = "{\"resize\": {\"width\": 100000000, \"height\": 48}}";
        assertEquals(
                422, client.send("POST", "/api/v2/actions/camera/ram-capture", huge).statusCode());
    }

    @Test
    void theLiveStreamIsTheCameras() throws Exception {
        String start = new LiveView(lab.url(), "/api/v2/streams/mjpeg").start();
        assertTrue(start.contains("boundary=frame"), start);
    }

    @Test
    void thePythonClientsSequence() throws Exception {
        assertTrue(client.json("/api/v2").isObject());
        assertTrue(client.json("/api/v2/").isObject());
        JsonNode configuration = client.json("/api/v2/instrument/configuration/");
        assertTrue(configuration.at("/application/version").isTextual());
        assertFalse(configuration.at("/stage/type").asText().isEmpty());
        assertEquals(404, client.get("/api/v2/instrument/state/no/such/key").statusCode());
        assertEquals(410, client.get("/api/v1/snapshot").statusCode());
        assertEquals(200, client.get("/api/v2/log").statusCode());
    }

    /** The client of the first LabThings: a description with links, OPTIONS, tasks. */
    @Test
    void theOldLabThingsClientsSequence() throws Exception {
        JsonNode description = client.json("/api/v2/"); // the path of the mDNS record
        String base = description.get("base").asText();
        assertEquals(lab.url().resolve("/").toString(), base + "/");
        assertEquals(
                "[{\"rel\":\"self\",\"href\":\"/api/v2\"}]", description.get("links").toString());
        for (var property : description.get("properties").properties()) {
            String url = base + self(property.getValue());
            assertEquals(200, client.get(url).statusCode(), url);
            String allowed = header(client.send("OPTIONS", url, null), "Allow");
            assertTrue(allowed.contains("GET"), allowed);
            boolean settable = !property.getValue().get("readOnly").asBoolean();
            assertEquals(settable, allowed.contains("PUT"), url + ": " + allowed);
        }
        List<String> actions = new ArrayList<>();
        for (var action : description.get("actions").properties()) {
            actions.add(action.getKey());
            String url = base + self(action.getValue());
            String allowed = header(client.send("OPTIONS", url, null), "Allow");
            assertTrue(allowed.contains("POST"), url + ": " + allowed);
        }
        assertTrue(
                actions.containsAll(
                        List.of("stage_move", "camera_capture", "fast_autofocus", "tile")),
                actions.toString());
        assertFalse(actions.contains("system_reboot"), "there is no such Thing: " + actions);
        String zero = base + self(description.at("/actions/stage_zero"));
        JsonNode task = client.json("POST", zero, "{}");
        assertFalse(task.get("status").asText().equals("pending"), task.toString());
        JsonNode ended = client.poll(task.get("href").asText(), "running", "idle");
        assertEquals("completed", ended.get("status").asText());
        assertTrue(ended.get("log").isArray() && ended.has("return"), ended.toString());
    }

    private static String self(JsonNode affordance) {
        assertEquals("self", affordance.at("/links/0/rel").asText(), affordance.toString());
        return affordance.at("/links/0/href").asText();
    }

    @Test
    void whatOlderBuildsOfConnectAsk() throws Exception {
        String version =
                client.json("/api/v2/instrument/configuration/application/version").textValue();
        assertTrue(version.length() >= 3, version); // they compare three characters
        HttpResponse<String> oldest = client.get("/api/v1/snapshot");
        assertEquals(410, oldest.statusCode());
        assertTrue(oldest.body().contains("upgrade"), oldest.body());
    }

    @Test
    void settingsAreMergedKeptAndShown() throws Exception {
        assertTrue(client.json("/api/v2/instrument/settings/id").isTextual());
        JsonNode merged =
                client.json("PUT", "/api/v2/instrument/settings", "{\"fov\": {\"x\": 1}}");
        assertEquals(1, merged.at("/fov/x").asInt());
        assertTrue(merged.has("name"));
        assertEquals(2, client.json("PUT", "/api/v2/instrument/settings/fov/y", "2").asInt());
        assertEquals(
                "{\"x\":1,\"y\":2}", client.json("/api/v2/instrument/settings/fov").toString());
        client.json("PUT", "/api/v2/instrument/settings/name", "\"Left one\"");
        assertEquals(
                "Left one",
                client.json("/api/v2/instrument/settings/name").textValue(),
                "what Connect shows");
        assertEquals(422, client.send("PUT", "/api/v2/instrument/settings", "3").statusCode());
        assertEquals(422, client.send("PUT", "/api/v2/instrument/settings", "{").statusCode());
    }

    @Test
    void mistakesAreNamed() throws Exception {
        HttpResponse<String> half =
                client.send("POST", "/api/v2/actions/stage/move", "{\"x\": 0.5}");
        assertEquals(422, half.statusCode());
        assertTrue(half.body().contains("x must be a whole number of steps"), half.body());
        HttpResponse<String> absent = client.send("POST", "/api/v2/actions/system/shutdown", null);
        assertEquals(503, absent.statusCode());
        assertTrue(absent.body().contains("no Thing named system"), absent.body());
        assertEquals(404, client.get("/api/v2/actions/no-uuid").statusCode());
    }

    @Test
    void aTaskCanBeCancelled() throws Exception {
        String far = "{\"x\": 2000000, \"absolute\": true}";
        JsonNode task = client.json("POST", "/api/v2/actions/stage/move", far);
        String href = task.get("href").asText();
        client.json("DELETE", href, null);
        assertEquals("cancelled", client.poll(href, "running").get("status").asText());
    }

    @Test
    void withoutAWebAppTheRootSaysWhereToPutIt() throws Exception {
        HttpResponse<String> root = client.get("/");
        assertEquals(200, root.statusCode());
        assertTrue(root.body().contains(folder.resolve("data/static").toString()), root.body());
        assertTrue(root.body().contains("/api/v3/camera/lores_mjpeg_stream"));
    }

    private static JsonNode extension(String title, String name, String body) throws Exception {
        for (JsonNode extension : client.json("/api/v2/extensions/")) {
            if (extension.path("title").asText().equals(title)) {
                String href = extension.at("/links/" + name + "/href").asText();
                return client.json("POST", href, body);
            }
        }
        throw new AssertionError("There is no extension " + title);
    }

    @Test
    void aTileScanTakesStacksOnAGrid() throws Exception {
        JsonNode home = client.json("/api/v2/instrument/state/stage/position");
        int x = home.get("x").asInt();
        int y = home.get("y").asInt();
        int z = home.get("z").asInt();
        JsonNode started =
                extension(
                        "org.openflexure.scan",
                        "tile",
                        """
                        {"filename": "leaf", "grid": [2, 2, 2], "stride_size": [100, -80, 10],
                         "style": "snake", "autofocus_dz": 0, "use_video_port": true,
                         "bayer": false, "temporary": false, "tags": ["green"],
                         "annotations": {"by": "Ada"}, "resize": {"width": 64, "height": 48}}
                        """);
        List<String> seen = new ArrayList<>();
        JsonNode task = matlab(started, seen);
        assertEquals("completed", task.get("status").asText(), task.toString());
        assertFalse(seen.contains("pending"), seen.toString());
        assertEquals(100, task.get("progress").asInt());
        List<String> names = new ArrayList<>();
        for (JsonNode id : task.at("/output/captures")) {
            JsonNode capture = client.json("/api/v2/captures/" + id.asText());
            names.add(capture.get("name").asText());
            assertEquals("[\"green\"]", capture.at("/metadata/image/tags").toString());
            assertEquals("Ada", capture.at("/metadata/image/annotations/by").asText());
            HttpResponse<byte[]> file =
                    client.bytes("GET", capture.at("/links/download/href").asText(), null);
            assertEquals(64, image(file).getWidth());
            assertTrue(
                    Exif.userComment(file.body()).orElseThrow().contains("\"position\""),
                    "a smaller picture still says where it was taken");
        }
        List<String> expected = new ArrayList<>();
        for (int[] site : new int[][] {{0, 0}, {0, -80}, {100, -80}, {100, 0}}) {
            for (int dz : new int[] {-10, 0}) {
                expected.add("leaf_" + (x + site[0]) + "_" + (y + site[1]) + "_" + (z + dz));
            }
        }
        assertEquals(expected, names);
        assertEquals(home, client.json("/api/v2/instrument/state/stage/position"));
    }

    @Test
    void aTileScanFocuses() throws Exception {
        String body =
                "{\"grid\": [1, 1, 1], \"autofocus_dz\": 1000, \"fast_autofocus\": true,"
                        + " \"namemode\": \"number\", \"filename\": \"n\"}";
        client.run("/api/v3/stage/move_absolute", "{\"x\": 0, \"y\": 0, \"z\": 300}");
        JsonNode task = matlab(extension("org.openflexure.scan", "tile", body), new ArrayList<>());
        assertEquals("completed", task.get("status").asText(), task.toString());
        String id = task.at("/output/captures/0").asText();
        assertEquals("n_0", client.json("/api/v2/captures/" + id).get("name").asText());
        byte[] picture =
                client.bytes("GET", "/api/v2/captures/" + id + "/download/n.jpeg", null).body();
        JsonNode states = Json.MAPPER.readTree(Exif.userComment(picture).orElseThrow());
        assertNotEquals(300, states.at("/stage/position/z").asInt(), "it was focused");
        assertEquals(300, client.json("/api/v2/instrument/state/stage/position/z").asInt());
        client.run("/api/v3/stage/move_absolute", "{\"x\": 0, \"y\": 0, \"z\": 0}");
    }

    @Test
    void aCancelledTileScanGoesHome() throws Exception {
        JsonNode home = client.json("/api/v2/instrument/state/stage/position");
        String far = "{\"grid\": [2, 1, 1], \"stride_size\": [9000000, 1, 1], \"autofocus_dz\": 0}";
        JsonNode task = extension("org.openflexure.scan", "tile", far);
        String href = task.get("href").asText();
        lab.await("/api/v3/stage/moving", answer -> answer.body().equals("true"));
        client.json("DELETE", href, null);
        assertEquals("cancelled", client.poll(href, "running").get("status").asText());
        assertEquals(home, client.json("/api/v2/instrument/state/stage/position"));
        String wrong = "{\"style\": \"zigzag\"}";
        String tile = "/api/v2/extensions/org.openflexure.scan/tile";
        assertEquals(422, client.send("POST", tile, wrong).statusCode());
    }

    @Test
    void picturesAreKeptTaggedAndDeleted() throws Exception {
        String wanted =
                "{\"filename\": \"leaf one\", \"temporary\": false, \"use_video_port\": true,"
                        + " \"tags\": [\"green\"], \"annotations\": {\"by\": \"Ada\"}}";
        JsonNode made = client.json("POST", "/api/v2/actions/camera/capture", wanted);
        assertEquals("leaf one", made.get("name").asText());
        assertTrue(made.get("available").asBoolean() && made.get("path").isTextual());
        String self = made.at("/links/self/href").asText();
        assertTrue(client.json("/api/v2/captures/").findValuesAsText("id").contains(id(self)));
        client.json("PUT", self + "/tags", "[\"dry\"]");
        assertEquals("[\"green\",\"dry\"]", client.json(self + "/tags").toString());
        client.json("DELETE", self + "/tags", "[\"green\"]");
        assertEquals("[\"dry\"]", client.json(self + "/tags/").toString());
        client.json("PUT", self + "/annotations", "{\"of\": \"moss\"}");
        assertEquals("moss", client.json(self + "/annotations").get("of").asText());
        String download = made.at("/links/download/href").asText();
        assertEquals(410, image(client.bytes("GET", download, null)).getWidth());
        assertEquals(
                200, image(client.bytes("GET", download + "?thumbnail=true", null)).getWidth());
        assertEquals(204, client.send("DELETE", self, null).statusCode());
        assertEquals(404, client.get(self).statusCode());
    }

    private static String id(String href) {
        return href.substring(href.lastIndexOf('/') + 1);
    }

    @Test
    void anAutofocusIsAnExtension() throws Exception {
        String title = "org.openflexure.autofocus";
        JsonNode task =
                matlab(extension(title, "fast_autofocus", "{\"dz\": 500}"), new ArrayList<>());
        assertEquals("completed", task.get("status").asText(), task.toString());
        assertTrue(task.at("/output/jpeg_sizes").isArray(), task.toString());
        String home = "{\"absolute\": true}";
        matlab(client.json("POST", "/api/v2/actions/stage/move", home), new ArrayList<>());
    }

    @Test
    void aVideoIsRecordedAndHandedOver() throws Exception {
        String title = "org.openflexure.video_extension";
        String body =
                "{\"video_format\": \"mjpeg\", \"video_framerate\": 20, \"video_length\": 0.5}";
        JsonNode task = matlab(extension(title, "video_api", body), new ArrayList<>());
        assertEquals("completed", task.get("status").asText(), task.toString());
        assertEquals(100, task.get("progress").asInt());
        String path = task.get("output").asText();
        assertTrue(path.endsWith(".avi"), path);
        String recording = "/api/v2/extensions/" + title + "/get_video_recording";
        HttpResponse<byte[]> video =
                client.bytes("POST", recording, "{\"video_file_location\": \"" + path + "\"}");
        assertEquals("video/x-msvideo", header(video, "Content-Type"));
        assertEquals("RIFF", new String(video.body(), 0, 4, StandardCharsets.US_ASCII));
        assertEquals(10, video.body()[48], "frames");
        for (String other : List.of("/etc/passwd", "", "..", path + "/..", path + "x")) {
            String asked = "{\"video_file_location\": \"" + other + "\"}";
            assertEquals(404, client.send("POST", recording, asked).statusCode(), other);
        }
        String api = "/api/v2/extensions/" + title + "/video_api";
        HttpResponse<String> tooLong = client.send("POST", api, "{\"video_length\": 1e9}");
        assertEquals(422, tooLong.statusCode(), tooLong.body());
        HttpResponse<String> h264 = client.send("POST", api, "{\"video_length\": 0.1}");
        if (h264.statusCode() == 501) {
            assertTrue(h264.body().contains("Install it on the microscope"), h264.body());
        } else {
            JsonNode made = matlab(Json.MAPPER.readTree(h264.body()), new ArrayList<>());
            assertTrue(made.get("output").asText().endsWith(".mp4"), made.toString());
        }
    }

    @Test
    void rawDataIsNotThereAndThatIsSaid() throws Exception {
        HttpResponse<byte[]> still =
                client.bytes("POST", "/api/v2/actions/camera/ram-capture", "{\"bayer\": true}");
        assertEquals("image/jpeg", header(still, "Content-Type"));
        assertEquals(410, image(still).getWidth());
        assertTrue(client.get("/api/v2/log").body().contains("wants raw data (bayer)"));
    }
}
