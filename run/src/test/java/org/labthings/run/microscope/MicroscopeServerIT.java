package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.labthings.run.microscope.Visitor.header;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.run.lab.Laboratory;
import org.labthings.schema.Json;

/**
 * What a microscope's server has beside its Things (OpenFlexure specification 2 to 6, 9 and 27;
 * checks 1 to 4 of section 29), in the real run-time set, over HTTP.
 */
class MicroscopeServerIT {
    @TempDir static Path folder;
    private static Laboratory lab;
    private static Visitor web;
    private static Path data;

    @BeforeAll
    static void start() throws Exception {
        Path app = Files.createDirectories(folder.resolve("web app"));
        Files.createDirectories(app.resolve("assets/sub"));
        Files.writeString(app.resolve("index.html"), "<title>app</title>");
        Files.writeString(app.resolve("x.woff2"), "font");
        Files.writeString(app.resolve("logo.svg"), "<svg/>");
        Files.writeString(app.resolve("assets/index-1a2b.js"), "let a;");
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(app.resolve("assets/link.txt"), secret);
        data = folder.resolve("microscope/data");
        Path base = folder.resolve("base.json");
        Files.writeString(
                base,
                """
                {"things": {
                   "camera": {"class": "org.labthings.thing.simcamera.SimulatedCamera",
                              "thing_slots": {"stage": "stage"}},
                   "stage": "org.labthings.thing.simstage.SimulatedStage",
                   "system": "openflexure_microscope_server.things.system:OpenFlexureSystem",
                   "extra": "org.labthings.thing.counter.Counter"},
                 "api_prefix": "/api/v3",
                 "security": {"origins": ["http://connect.example"]},
                 "application_config": {"log_folder": "%1$s/microscope/logs",
                   "data_folder": "%1$s/microscope/data", "static_folder": "nowhere"}}
                """
                        .formatted(folder));
        Path config = folder.resolve("lab.json");
        Files.writeString(
                config,
                """
                {"base_config_file": "base.json",
                 "patch": {"things": {"extra": null, "stage": {"class":
                   "org.labthings.thing.simstage.SimulatedStage", "kwargs": {"speed": 20000}}},
                   "settings_folder": "%1$s/microscope/settings",
                   "application_config": {"static_folder": "%1$s/web app"}}}
                """
                        .formatted(folder));
        lab = Laboratory.openFile(folder, config);
        web = new Visitor(lab.url());
    }

    @AfterAll
    static void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void theBaseIsPatchedAndTheGlobalLockIsOn() throws Exception {
        JsonNode move = web.json("POST", "/api/v3/stage/move_relative", "{\"y\": 100000000}");
        web.poll(move.get("href").asText(), "pending");
        assertEquals(409, web.send("PUT", "/api/v3/stage/speed", "20000").statusCode());
        web.send("DELETE", move.get("href").asText(), null);
        web.poll(move.get("href").asText(), "pending", "running");
        JsonNode things = web.json("/api/v3/things/");
        assertEquals(List.of("camera", "stage", "system"), names(things));
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void theEntryPageIsNeverKept() throws Exception {
        HttpResponse<String> root = web.get("/");
        assertEquals(307, root.statusCode());
        assertEquals("/index.html", header(root, "Location"));
        HttpResponse<String> page = web.get("/index.html");
        assertEquals("<title>app</title>", page.body());
        assertEquals(
                "no-store, no-cache, must-revalidate, max-age=0", header(page, "Cache-Control"));
        assertEquals("no-cache", header(page, "Pragma"));
        assertEquals("0", header(page, "Expires"));
        assertEquals("18", header(page, "Content-Length"));
        assertTrue(header(page, "Content-Type").startsWith("text/html"));
        assertNotEquals(null, header(page, "ETag"));
        assertNotEquals(null, header(page, "Last-Modified"));
        assertEquals("image/svg+xml", header(web.get("/logo.svg"), "Content-Type"));
        HttpResponse<String> head = web.send("HEAD", "/index.html", null);
        assertEquals(200, head.statusCode());
        assertEquals("18", header(head, "Content-Length"));
        assertEquals(405, web.send("POST", "/index.html", "1").statusCode());
        Files.writeString(folder.resolve("web app/index.html"), "<title>APP</title>");
        assertEquals("<title>APP</title>", web.get("/index.html").body(), "served as it is now");
        Files.writeString(folder.resolve("web app/index.html"), "<title>app</title>");
        Files.writeString(folder.resolve("web app/late.html"), "late");
        assertEquals(404, web.get("/late.html").statusCode(), "the folder is listed once");
    }

    @Test
    void fontsAndAssetsMayBeKept() throws Exception {
        HttpResponse<String> font = web.get("/x.woff2");
        assertNull(header(font, "Cache-Control"));
        assertNull(header(font, "Pragma"));
        assertNotEquals(null, header(font, "ETag"));
        HttpResponse<String> script = web.get("/assets/index-1a2b.js");
        assertEquals("let a;", script.body());
        assertTrue(header(script, "Content-Type").contains("javascript"));
        String tag = header(script, "ETag");
        HttpResponse<String> fresh = web.get("/assets/index-1a2b.js", "If-None-Match", tag);
        assertEquals(304, fresh.statusCode());
        String time = header(script, "Last-Modified");
        assertEquals(304, web.get("/assets/index-1a2b.js", "If-Modified-Since", time).statusCode());
        assertEquals(200, web.send("HEAD", "/assets/index-1a2b.js", null).statusCode());
        assertEquals(405, web.send("DELETE", "/assets/index-1a2b.js", null).statusCode());
        HttpResponse<String> noSlash = web.get("/assets");
        assertEquals(307, noSlash.statusCode());
        assertTrue(header(noSlash, "Location").endsWith("/assets/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/",
                "/assets/sub",
                "/assets/link.txt",
                "/assets/%2e%2e/index.html",
                "/assets/..%2findex.html",
                "/assets/index-1a2b.js/",
                "/unknown",
                "/api/v3/data/",
                "/api/v3/data/%2e%2e/%2e%2e/secret.txt",
                "/api/v3/data/..%2f..%2fsecret.txt",
                "/api/v3/data/camera/.half.jpeg",
            })
    void whatIsNotThereIsNotFound(String path) throws Exception {
        Files.createDirectories(data.resolve("camera"));
        Files.writeString(data.resolve("camera/.half.jpeg"), "half");
        HttpResponse<String> answer = web.get(path);
        assertEquals(404, answer.statusCode());
        assertEquals("{\"detail\":\"Not Found\"}", answer.body());
    }

    @Test
    void dataIsVisibleAtOnceAndUnderBothForms() throws Exception {
        Files.createDirectories(data.resolve("smart_scan/my scan/images"));
        Path tile = data.resolve("smart_scan/my scan/images/a.dzi");
        Files.writeString(tile, "<Image/>");
        String path = "smart_scan/my%20scan/images/a.dzi";
        HttpResponse<String> answer = web.get("/api/v3/data/" + path);
        assertEquals("<Image/>", answer.body());
        assertTrue(header(answer, "Content-Type").contains("xml"));
        assertEquals("<Image/>", web.get("/api/v3/data//" + path).body(), "as the app asks for it");
        assertEquals("<Im", web.get("/api/v3/data/" + path, "Range", "bytes=0-2").body());
        assertEquals("<Image/>", web.get("/scans/my%20scan/images/a.dzi").body(), "alpha");
        assertEquals(405, web.send("DELETE", "/api/v3/data/" + path, null).statusCode());
        Files.writeString(tile, "<Image2/>");
        assertEquals("<Image2/>", web.get("/api/v3/data/" + path).body());
    }

    @Test
    void whatConnectLooksFor() throws Exception {
        assertEquals(
                Json.MAPPER.readTree(
                        """
                        {"/api/v2/": {"url": "/api/v2/", "methods": ["GET"]},
                         "/api/v2/streams/snapshot":
                           {"url": "/api/v2/streams/snapshot", "methods": ["GET"]},
                         "/api/v2/instrument/settings/name":
                           {"url": "/api/v2/instrument/settings/name", "methods": ["GET"]}}
                        """),
                web.json("/routes"));
        assertEquals(
                InetAddress.getLocalHost().getHostName(),
                web.json("/api/v2/instrument/settings/name").textValue());
        HttpResponse<byte[]> snapshot = web.bytes("GET", "/api/v2/streams/snapshot?cache=1", null);
        assertEquals("image/jpeg", header(snapshot, "Content-Type"));
        assertEquals((byte) 0xFF, snapshot.body()[0]);
        HttpResponse<byte[]> head = web.bytes("HEAD", "/api/v2/streams/snapshot", null);
        assertEquals(200, head.statusCode());
        assertEquals("image/jpeg", header(head, "Content-Type"));
        assertEquals(0, head.body().length);
        HttpResponse<String> connect = web.get("/routes", "Origin", "http://connect.example");
        assertEquals("http://connect.example", header(connect, "Access-Control-Allow-Origin"));
        assertEquals(1, connect.headers().allValues("Access-Control-Allow-Origin").size());
    }

    @ParameterizedTest
    @CsvSource({
        "/routes/, /routes",
        "/api/v3/log, /api/v3/log/",
        "/api/v3/logfile, /api/v3/logfile/",
        "/log, /log/",
        "/index.html/, /index.html",
        "/api/v2/streams/snapshot/, /api/v2/streams/snapshot",
        "/api/v3/camera, /api/v3/camera/",
        "/api/v3/data, /api/v3/data/",
    })
    void aSlashIsNoMistake(String wrong, String right) throws Exception {
        HttpResponse<String> answer = web.get(wrong);
        assertEquals(307, answer.statusCode());
        assertEquals(lab.url().resolve(right).toString(), header(answer, "Location"));
    }

    @Test
    void theLogIsNewestFirstAndNamesTheAction() throws Exception {
        web.run("/api/v3/stage/move_absolute", "{\"x\": 1000}");
        JsonNode failed = web.run("/api/v3/stage/move_relative", "{\"x\": 2147483647}"); // too far
        assertEquals("error", failed.get("status").asText(), failed.toString());
        JsonNode log = web.json("/api/v3/log/");
        assertTrue(log.size() <= 250);
        long last = Long.MAX_VALUE;
        boolean named = false;
        for (JsonNode line : log) {
            assertTrue(line.get("sequence").asLong() < last);
            last = line.get("sequence").asLong();
            assertTrue(
                    line.get("timestamp")
                            .asText()
                            .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}"));
            named |=
                    failed.get("id").equals(line.get("invocation_id"))
                            && "move_relative".equals(line.get("calling_action").asText());
        }
        assertTrue(named, log.toString());
        assertEquals(log.get(0).get("logger"), web.json("/log/").get(0).get("logger"), "alpha");
    }

    @Test
    void theLogFileIsTheMicroscopes() throws Exception {
        Path file = folder.resolve("microscope/logs/openflexure_microscope.log");
        String text = web.get("/api/v3/logfile/").body();
        assertTrue(Files.readString(file).startsWith(text.substring(0, 100)));
        assertTrue(
                text.lines()
                        .anyMatch(
                                line ->
                                        line.matches(
                                                "\\[[-0-9]+ [:0-9]+,\\d{3}] \\[INFO]"
                                                        + " <labthings.openflexure> OFM server root"
                                                        + " logger has been set up at INFO level")),
                text);
        assertTrue(
                text.indexOf("OFM server root logger") > 0,
                "what was said before it was opened is in it");
    }

    @Test
    void theMachineIsDescribed() throws Exception {
        assertEquals(
                InetAddress.getLocalHost().getHostName(),
                web.json("/api/v3/system/hostname").textValue());
        JsonNode version = web.json("/api/v3/system/version_data");
        assertTrue(version.get("version").asText().startsWith("v"), version.toString());
        assertEquals("Dist", version.get("version_source").asText());
        assertTrue(web.json("/api/v3/system/is_raspberrypi").isBoolean());
        JsonNode id = web.json("/api/v3/system/microscope_id");
        assertTrue(id.isNull() || id.asText().length() == 36, id.toString());
        JsonNode states = web.run("/api/v3/system/get_things_state", "{}").get("output");
        assertEquals(List.of("camera", "stage", "system"), names(states));
        assertTrue(states.get("stage").get("position").has("z"), states.toString());
    }
}
