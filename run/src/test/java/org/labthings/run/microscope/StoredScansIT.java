package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;

/** Scans on the disk, the gallery, and what the web app asks. */
class StoredScansIT {
    @TempDir private static Path folder;
    private static ScanLab scans;
    private static Laboratory lab;
    private static ScanClient client;

    @BeforeAll
    static void start() throws Exception {
        scans = ScanLab.open(folder);
        lab = scans.lab;
        client = scans.client;
    }

    @AfterAll
    static void stop() {
        scans.close();
    }

    @BeforeEach
    void rest() throws Exception {
        scans.reset();
    }

    /** Acceptance check 13. */
    @Test
    void deletingNeverLeavesTheFolder() throws Exception {
        Path precious = Files.createDirectories(scans.data.resolve("precious/images"));
        Path beside = Files.createDirectories(scans.data.resolve("smart_scan/kept/images"));
        for (String name :
                List.of(
                        "..",
                        "%2e%2e",
                        "..%2fprecious",
                        "..%2Fprecious",
                        "%2e%2e%2fprecious",
                        "..%5cprecious",
                        "..%252fprecious",
                        ".%2e/precious",
                        "..;/precious",
                        "kept%2f..%2f..%2fprecious",
                        "kept/images",
                        "kept%2fimages",
                        ".",
                        "%2e",
                        "%00",
                        "kept%00",
                        "")) {
            HttpDelete.refused(lab, "/smart_scan/scans/" + name);
        }
        assertTrue(Files.isDirectory(precious));
        assertTrue(Files.isDirectory(beside));
        HttpDelete.expect(lab, 400, "/smart_scan/scans/nothing", "Scan not found");
        assertEquals(200, lab.send("DELETE", "/smart_scan/scans/kept", null).statusCode());
        assertFalse(Files.exists(beside));
    }

    @Test
    void theGalleryKnowsWhatPeopleNoted() throws Exception {
        for (String name : List.of("mouse_0001", "rat_0001", "mouse_0002")) {
            Files.createDirectories(scans.images(name));
            Files.write(scans.images(name).resolve("img_1_2_3.jpeg"), new byte[] {1});
        }
        client.run(
                "/gallery/note",
                "{\"path\": \"smart_scan/rat_0001\", \"data\": {\"stars\": 5, \"by\": \"Ada\"}}");
        JsonNode found = client.get("/gallery/items?search=RAT");
        assertEquals(1, found.get("total").asInt());
        assertEquals(
                "{\"stars\":5,\"by\":\"Ada\"}", found.at("/items/0/gallery_added_data").toString());
        assertEquals(3, client.get("/gallery/items?card_type=Scan&limit=1").get("total").asInt());
        assertEquals(1, client.get("/gallery/items?limit=1&offset=2").get("items").size());
        assertEquals(0, client.get("/gallery/items?card_type=Capture").get("total").asInt());
        assertEquals(400, lab.get("/gallery/items?limit=0").statusCode());
        assertTrue(
                client.fail("/gallery/note", "{\"path\": \"x/y\", \"data\": {}}")
                        .contains("There is nothing at 'x/y'"));

        assertEquals(200, lab.send("DELETE", "/smart_scan/scans/mouse_0001", null).statusCode());
        assertEquals(2, client.get("/gallery/list_data").size(), "it is gone at once");
        assertEquals("[\"Scan\"]", client.get("/gallery/card_types").toString());
        assertEquals(
                "stitch_all_scans",
                client.get("/gallery/bulk_actions").get(0).get("action").asText());
        client.run("/gallery/delete_all_data", "{\"card_types\": [\"Scan\"]}");
        assertEquals(0, client.get("/gallery/list_data").size());
    }

    /** OpenFlexure specification 27. */
    @Test
    void whatTheAlphaGenerationAsked() throws Exception {
        client.put("/smart_scan/workflow_name", "\"snake_workflow\"");
        client.put("/snake_workflow/x_count", "2");
        client.run("/smart_scan/sample_scan", "{\"scan_name\": \"old\"}");
        JsonNode scans = client.get("/smart_scan/scans");
        assertTrue(scans.get("ongoing").isNull(), scans.toString());
        JsonNode scan = scans.at("/scans/0");
        assertEquals("old_0001", scan.get("name").asText());
        assertEquals(4, scan.get("number_of_images").asInt());
        assertTrue(scan.get("stitch_available").asBoolean());
        assertEquals("images/old_0001.dzi", scan.get("dzi").asText());
        assertTrue(scan.get("created").isNumber() && scan.get("modified").isNumber());
        assertEquals("\"old_0001\"", lab.get("/smart_scan/latest_scan_name").body());
        assertTrue(client.get("/smart_scan/latest_preview_stitch_time").isNumber());
        for (String picture : List.of("scans/stitched_thumbnail.jpg?scan_name=", "get_stitch/")) {
            var answer = client.bytes("/smart_scan/" + picture + "old_0001");
            assertEquals(200, answer.statusCode(), picture);
            assertEquals("image/jpeg", answer.headers().firstValue("Content-Type").orElse(""));
            var missing = lab.get("/smart_scan/" + picture + "none_0001");
            assertEquals(404, missing.statusCode(), picture);
            assertTrue(missing.body().contains("File not found"), missing.body());
        }
        client.run(
                "/smart_scan/stitch_scan",
                "{\"scan_name\": \"old_0001\", \"correlation_resize\": 0.5, \"overlap\": 0.3}");

        client.put("/smart_scan/max_range", "2000");
        client.put("/smart_scan/skip_background", "false");
        client.put("/smart_scan/autofocus_dz", "800");
        client.put("/smart_scan/overlap", "0.2");
        assertEquals("2000", lab.get("/histo_scan_workflow/max_range").body());
        assertEquals("false", lab.get("/histo_scan_workflow/skip_background").body());
        assertEquals("800", lab.get("/smart_scan/autofocus_dz").body());
        assertEquals("0.2", lab.get("/histo_scan_workflow/overlap").body());
        assertEquals(422, lab.send("PUT", "/smart_scan/overlap", "2").statusCode());

        assertEquals(200, lab.send("DELETE", "/smart_scan/scans", null).statusCode());
        assertEquals(0, client.get("/smart_scan/scans").get("scans").size());
    }

    @Test
    void whatTheWebAppAsksFirst() throws Exception {
        assertEquals(
                "Histo Scan",
                client.get("/smart_scan/workflow_display_names")
                        .get("histo_scan_workflow")
                        .asText());
        client.put("/smart_scan/workflow_name", "\"snake_workflow\"");
        client.put("/smart_scan/workflow_name", "\"no_such_workflow\"");
        assertEquals("\"snake_workflow\"", lab.get("/smart_scan/workflow_name").body());
        for (String workflow :
                List.of("histo_scan_workflow", "snake_workflow", "raster_workflow")) {
            JsonNode ui = client.get("/" + workflow + "/settings_ui");
            assertEquals("header_block", ui.get(0).get("element_type").asText());
            assertEquals(4, ui.get(0).get("level").asInt());
            JsonNode last = ui.get(ui.size() - 1);
            assertEquals("Scan Settings", last.get("title").asText());
            for (JsonNode control : last.get("children")) {
                client.get("/" + workflow + "/" + control.get("property_name").asText());
            }
        }
        for (String detector : List.of("bg_color_channels_luv", "bg_channel_deviations_luv")) {
            JsonNode ui = client.get("/" + detector + "/settings_ui");
            assertEquals("channel_tolerance", ui.get(0).get("property_name").asText());
            assertEquals("7.0", lab.get("/" + detector + "/channel_tolerance").body());
        }
        assertNotEquals(
                200, lab.get("/smart_scan/scans/nothing").statusCode(), "only DELETE is there");
    }
}
