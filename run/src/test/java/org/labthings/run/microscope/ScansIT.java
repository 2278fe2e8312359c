package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;

/** The scanning Things of the distribution over a microscope that needs no time. */
class ScansIT {
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

    @Test
    void workflowsAndDetectorsSayWhatTheyAre() throws Exception {
        for (String workflow :
                List.of(
                        "histo_scan_workflow",
                        "snake_workflow",
                        "raster_workflow",
                        "c_chip_workflow")) {
            assertTrue(client.get("/" + workflow + "/display_name").isTextual(), workflow);
            assertTrue(client.get("/" + workflow + "/ui_blurb").isTextual(), workflow);
        }
        assertEquals("Snake Scan", client.get("/snake_workflow/display_name").asText());
        assertEquals(
                "Colour Channel (LUV)", client.get("/bg_color_channels_luv/display_name").asText());
        assertEquals(
                "Channel Deviation (LUV)",
                client.get("/bg_channel_deviations_luv/display_name").asText());
    }

    /** Acceptance check 12. */
    @Test
    void aSnakeOfThreeTimesTwo() throws Exception {
        client.put("/smart_scan/workflow_name", "\"snake_workflow\"");
        client.put("/smart_scan/stitch_tiff", "true");
        client.run("/smart_scan/sample_scan", "{\"scan_name\": \"My Snake\"}");

        assertEquals(
                Set.of(
                        "img_0_0_0.jpeg",
                        "img_-130_0_0.jpeg",
                        "img_-260_0_0.jpeg",
                        "img_-260_98_0.jpeg",
                        "img_-130_98_0.jpeg",
                        "img_0_98_0.jpeg"),
                scans.pictures("my_snake_0001"));
        JsonNode about = scans.scanData("my_snake_0001");
        assertEquals(2, about.get("schema_version").asInt());
        assertEquals("success", about.get("scan_result").asText());
        assertEquals(6, about.get("image_count").asInt());
        assertEquals("{\"x\":0,\"y\":0,\"z\":7}", sorted(about.get("starting_position")));
        assertEquals("[400,300]", about.get("save_resolution").toString());
        assertEquals("SnakeWorkflow", about.get("workflow").asText());
        assertEquals(-130, about.at("/workflow_settings/dx").asInt());
        assertEquals(0.35, about.at("/stitching_settings/overlap").asDouble());
        assertEquals(
                "Scan completed: every planned location was visited.",
                about.get("completion_reason").asText());
        assertEquals(
                "{\"x\":0,\"y\":0,\"z\":7}",
                sorted(client.get("/bench/position")),
                "it is back where it started");
        assertEquals("\"default\"", client.get("/bench/streaming_mode").toString());

        JsonNode live = client.get("/smart_scan/latest_scan_live_details");
        assertEquals("Complete", live.get("scan_phase").asText());
        assertEquals(6, live.get("image_count").asInt());
        assertEquals("Snake Scan", live.get("workflow").asText());
        assertTrue(live.get("stitch_timestamp").asDouble() > 1e9);
        assertTrue(
                Files.readString(scans.data.resolve("smart_scan/my_snake_0001/log.txt"))
                        .contains("every planned location"));

        assertEquals(
                6,
                Files.readAllLines(scans.data.resolve("smart_scan/my_snake_0001/log.txt")).stream()
                        .filter(line -> line.contains("Going to"))
                        .count(),
                "each record is logged once");

        JsonNode item = client.get("/gallery/list_data").get(0);
        assertEquals("smart_scan/my_snake_0001", item.get("path").asText());
        assertEquals("smart_scan/scans/my_snake_0001", item.get("delete_endpoint").asText());
        assertEquals("Scan", item.get("card_type").asText());
        assertEquals(6, item.at("/gallery_info/number_of_images").asInt());
        assertEquals(
                "images/my_snake_0001_stitched.jpg",
                item.at("/gallery_info/stitched_jpeg").asText());
        assertEquals("images/my_snake_0001.dzi", item.at("/gallery_info/dzi").asText());
        assertEquals(
                "smart_scan/my_snake_0001/images/stitched_thumbnail.jpg",
                item.get("thumbnail_source").asText());

        var preview = client.bytes("/smart_scan/latest_preview_stitch.jpg?t=1");
        assertEquals("image/jpeg", preview.headers().firstValue("Content-Type").orElse(""));
        assertEquals(920, ImageIO.read(new ByteArrayInputStream(preview.body())).getWidth());
        assertEquals(
                new TreeSet<>(
                        Stream.concat(
                                        scans.pictures("my_snake_0001").stream()
                                                .map("images/"::concat),
                                        Stream.of(
                                                "log.txt",
                                                "sites.jsonl",
                                                "images/scan_data.json",
                                                "images/preview.jpg",
                                                "images/stitched_thumbnail.jpg",
                                                "images/my_snake_0001_stitched.jpg",
                                                "images/my_snake_0001_stitched.ome.tiff"))
                                .toList()),
                zip("my_snake_0001"));
    }

    private static String sorted(JsonNode position) {
        return "{\"x\":%s,\"y\":%s,\"z\":%s}"
                .formatted(position.get("x"), position.get("y"), position.get("z"));
    }

    private static Set<String> zip(String scan) throws Exception {
        JsonNode output =
                client.run("/smart_scan/download_zip", "{\"scan_name\": \"" + scan + "\"}")
                        .get("output");
        assertEquals("application/zip", output.get("media_type").asText());
        Set<String> names = new TreeSet<>();
        try (ZipInputStream in =
                new ZipInputStream(
                        new ByteArrayInputStream(
                                client.bytes(output.get("href").asText()).body()))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                assertTrue(names.add(e.getName()));
            }
        }
        return names;
    }

    /** Acceptance check 10, and: pictures are whole whenever somebody looks. */
    @Test
    void aHistoScanCoversTheSampleAndLeavesOutTheBackground() throws Exception {
        client.put("/smart_scan/workflow_name", "\"histo_scan_workflow\"");
        assertTrue(Set.of("true", "false").contains(lab.get("/histo_scan_workflow/ready").body()));
        client.put("/smart_scan/stitch_automatically", "false");
        client.run("/bench/move_absolute", "{\"target\": {\"x\": 3000, \"y\": 3000}}");
        client.run("/histo_scan_workflow/set_background", "{}");
        assertEquals("true", lab.get("/histo_scan_workflow/ready").body());
        assertEquals(
                "Current image is background (only 0.0% sample)",
                client.run("/histo_scan_workflow/check_background", "{}").get("output").asText());
        client.run("/bench/move_absolute", "{\"target\": {\"x\": 20, \"y\": -30}}");

        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> looker =
                CompletableFuture.supplyAsync(() -> lookAtAllPictures("disc_0001", over));
        client.run("/smart_scan/sample_scan", "{\"scan_name\": \"disc\"}");
        over.set(true);
        assertTrue(looker.get() > 0, "pictures were looked at while they were taken");

        JsonNode about = scans.scanData("disc_0001");
        assertEquals(
                "Scan completed: the scanned area was fully surrounded by background.",
                about.get("completion_reason").asText());
        List<JsonNode> sites = scans.sites("disc_0001");
        Set<List<Integer>> places = new HashSet<>();
        Set<List<Integer>> imaged = new HashSet<>();
        for (JsonNode site : sites) {
            List<Integer> place = List.of(site.get("x").asInt(), site.get("y").asInt());
            assertTrue(places.add(place), place + " was visited twice");
            if (site.get("imaged").asBoolean()) {
                imaged.add(place);
            }
        }
        assertEquals(imaged.size(), scans.pictures("disc_0001").size());
        assertTrue(imaged.size() < sites.size(), "background was visited but not kept");
        for (int i = -5; i <= 5; i++) {
            for (int j = -6; j <= 6; j++) {
                int x = 20 + 130 * i;
                int y = -30 + 98 * j;
                double distance = Math.hypot(2 * x, 2 * y);
                if (distance < BenchDriver.DISC_RADIUS - 50) {
                    assertTrue(imaged.contains(List.of(x, y)), x + ", " + y + " is sample");
                } else if (distance > BenchDriver.DISC_RADIUS + 250) {
                    assertFalse(imaged.contains(List.of(x, y)), x + ", " + y + " is background");
                }
            }
        }
        keep("disc_0001");
    }

    /** For people who want to see what a scan looks like. */
    private static void keep(String scan) throws Exception {
        Path kept =
                Files.createDirectories(
                        Path.of(System.getProperty("labthings.home")).resolveSibling("scans"));
        for (String name : List.of("preview.jpg", "scan_data.json")) {
            Files.copy(
                    scans.images(scan).resolve(name),
                    kept.resolve(scan + "-" + name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static int lookAtAllPictures(String scan, AtomicBoolean over) {
        int looked = 0;
        Set<String> seen = new HashSet<>();
        try {
            while (!over.get()) {
                if (!Files.isDirectory(scans.images(scan))) {
                    LockSupport.parkNanos(1_000_000); // it is made any moment
                    continue;
                }
                List<Path> all;
                try (Stream<Path> files = Files.list(scans.images(scan))) {
                    all = files.filter(p -> p.toString().matches(".*/[^.]*\\.jpe?g")).toList();
                }
                for (Path p : all) {
                    if (seen.add(p + " " + Files.getLastModifiedTime(p))) {
                        byte[] jpeg = Files.readAllBytes(p); // as the stitcher does
                        assertEquals((byte) 0xD9, jpeg[jpeg.length - 1], p + " is half written");
                        ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth();
                        looked++;
                    }
                }
            }
            return looked;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aScanEndsAtItsRange() throws Exception {
        client.put("/smart_scan/workflow_name", "\"histo_scan_workflow\"");
        client.put("/histo_scan_workflow/skip_background", "false");
        client.put("/histo_scan_workflow/max_range", "150");
        client.put("/smart_scan/stitch_automatically", "false");
        try {
            client.run("/smart_scan/sample_scan", "{}");
            assertEquals(
                    Set.of(
                            "img_0_0_0.jpeg",
                            "img_130_0_0.jpeg",
                            "img_-130_0_0.jpeg",
                            "img_0_98_0.jpeg",
                            "img_0_-98_0.jpeg"),
                    scans.pictures("scan_0001"));
            assertEquals(
                    "Scan stopped because it reached the maximum allowed range of motion.",
                    scans.scanData("scan_0001").get("completion_reason").asText());
            assertTrue(Files.exists(scans.images("scan_0001").resolve("preview.jpg")));
            assertFalse(Files.exists(scans.images("scan_0001").resolve("scan_0001_stitched.jpg")));
            client.run("/smart_scan/stitch_all_scans", "{}");
            assertTrue(Files.exists(scans.images("scan_0001").resolve("scan_0001_stitched.jpg")));
        } finally {
            client.put("/histo_scan_workflow/skip_background", "true");
            client.put("/histo_scan_workflow/max_range", "45000");
        }
    }

    @Test
    void aCancelledScanIsKeptAndResumed() throws Exception {
        client.put("/smart_scan/workflow_name", "\"snake_workflow\"");
        client.put("/bench/pause", "150");
        String invocation = client.start("/smart_scan/sample_scan", "{}");
        client.await(
                "/smart_scan/latest_scan_live_details",
                d -> !d.isNull() && d.get("image_count").asInt() >= 3);
        assertEquals(
                "Trying to run scan while scan is already running!",
                busy(client.fail("/smart_scan/resume_scan", "{\"scan_name\": \"scan_0001\"}")));
        HttpDelete.expect(lab, 400, "/smart_scan/scans/scan_0001", "Couldn't delete scan");
        assertEquals(200, lab.send("DELETE", invocation, null).statusCode());
        client.put("/bench/pause", "0");
        assertEquals("completed", client.end(invocation).get("status").asText());

        JsonNode about = scans.scanData("scan_0001");
        assertEquals("cancelled by user", about.get("scan_result").asText());
        int before = scans.pictures("scan_0001").size();
        assertTrue(before >= 3 && before < 6, before + " pictures");
        assertTrue(Files.exists(scans.images("scan_0001").resolve("scan_0001_stitched.jpg")));
        assertEquals("{\"x\":0,\"y\":0,\"z\":7}", sorted(client.get("/bench/position")));

        client.put("/snake_workflow/x_count", "5"); // does not concern it
        client.run("/smart_scan/resume_scan", "{\"scan_name\": \"scan_0001\"}");
        about = scans.scanData("scan_0001");
        assertEquals("success", about.get("scan_result").asText());
        assertEquals(6, about.get("image_count").asInt());
        assertEquals(6, scans.pictures("scan_0001").size());
        assertEquals(6, scans.sites("scan_0001").size(), "none was visited again");
        assertTrue(
                client.fail("/smart_scan/resume_scan", "{\"scan_name\": \"scan_0001\"}")
                        .contains("nothing is left to do"));
    }

    /** The global lock refuses first; both say that a scan runs. */
    private static String busy(String message) {
        return message.startsWith("Global lock was busy")
                ? "Trying to run scan while scan is already running!"
                : message;
    }

    @Test
    void aScanCancelledAtOnceLeavesNothing() throws Exception {
        client.put("/smart_scan/workflow_name", "\"raster_workflow\"");
        client.put("/bench/pause", "30000");
        String invocation = client.start("/smart_scan/sample_scan", "{}");
        client.await("/smart_scan/latest_scan_live_details", d -> !d.isNull());
        client.put("/bench/pause", "0"); // of the way back
        assertEquals(200, lab.send("DELETE", invocation, null).statusCode());
        assertEquals("cancelled", client.end(invocation).get("status").asText());
        assertFalse(Files.exists(scans.images("scan_0001")));
        assertEquals(0, client.get("/gallery/list_data").size());
        assertEquals("{\"x\":0,\"y\":0,\"z\":7}", sorted(client.get("/bench/position")));
    }

    @Test
    void aScanThatFailsSaysWhyAndIsResumed() throws Exception {
        client.put("/smart_scan/workflow_name", "\"snake_workflow\"");
        client.put("/bench/fail_at", "4"); // the first is the test picture
        assertTrue(client.fail("/smart_scan/sample_scan", "{}").contains("the lamp is broken"));
        assertEquals(
                "CaptureError: the lamp is broken",
                scans.scanData("scan_0001").get("scan_result").asText());
        assertEquals(3, scans.pictures("scan_0001").size());
        assertEquals("{\"x\":0,\"y\":0,\"z\":7}", sorted(client.get("/bench/position")));
        client.put("/bench/fail_at", "-1");
        client.run("/smart_scan/resume_scan", "{\"scan_name\": \"scan_0001\"}");
        assertEquals(6, scans.pictures("scan_0001").size());
    }

    @Test
    void aCountingChamberHasAStackAtEachSite() throws Exception {
        client.put("/smart_scan/workflow_name", "\"c_chip_workflow\"");
        client.put("/c_chip_workflow/x_count", "1");
        client.put("/c_chip_workflow/y_count", "2");
        client.put("/c_chip_workflow/stack_images_to_save", "4");
        client.run("/smart_scan/sample_scan", "{\"scan_name\": \"chip\"}");
        assertEquals(10, scans.pictures("chip_0001").size(), "4 is even, so 5 are taken");
        assertEquals("5", lab.get("/c_chip_workflow/stack_images_to_save").body());
    }
}
