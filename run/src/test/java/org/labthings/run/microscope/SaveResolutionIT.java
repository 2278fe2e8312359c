package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The alpha generation's setting {@code save_resolution} (OpenFlexure specification 27). */
@Timeout(120)
class SaveResolutionIT {
    @TempDir private static Path folder;
    private static ScanLab scans;
    private static ScanClient client;

    @BeforeAll
    static void start() throws Exception {
        scans = ScanLab.open(folder);
        client = scans.client;
    }

    @AfterAll
    static void stop() {
        if (scans != null) {
            scans.close();
        }
    }

    @BeforeEach
    void smallScan() throws Exception {
        scans.reset();
        client.put("/smart_scan/workflow_name", "\"snake_workflow\"");
        client.put("/snake_workflow/x_count", "2");
        client.put("/snake_workflow/y_count", "1");
        client.put("/smart_scan/save_resolution", "null");
    }

    private static void size(String scan, int width, int height) throws Exception {
        assertEquals(2, scans.pictures(scan).size());
        for (String name : scans.pictures(scan)) {
            BufferedImage picture = ImageIO.read(scans.images(scan).resolve(name).toFile());
            assertEquals(width + " x " + height, picture.getWidth() + " x " + picture.getHeight());
        }
        String told = "[%d,%d]".formatted(width, height);
        assertEquals(told, scans.scanData(scan).get("save_resolution").toString());
        JsonNode live = client.get("/smart_scan/latest_scan_live_details");
        assertEquals(told, live.get("save_resolution").toString());
    }

    @Test
    void withoutItTheCaptureModeSaysTheSize() throws Exception {
        assertTrue(client.get("/smart_scan/save_resolution").isNull());
        client.run("/smart_scan/sample_scan", "{\"scan_name\": \"mode\"}");
        size("mode_0001", BenchDriver.WIDTH, BenchDriver.HEIGHT);
        assertFalse(
                scans.scanData("mode_0001").get("workflow_settings").has("own_save_resolution"));
    }

    @Test
    void scansSaveAtItAndAreStitchedAtIt() throws Exception {
        client.put("/smart_scan/save_resolution", "[200, 150]");
        client.run("/smart_scan/sample_scan", "{\"scan_name\": \"half\"}");
        size("half_0001", 200, 150);
        BufferedImage whole =
                ImageIO.read(scans.images("half_0001").resolve("half_0001_stitched.jpg").toFile());
        assertEquals(200 + 130, whole.getWidth(), "two pictures that are 260 / 2 pixels apart");
        assertEquals(150, whole.getHeight());
    }

    @Test
    void aResumedScanKeepsIt() throws Exception {
        client.put("/smart_scan/save_resolution", "[200, 150]");
        client.put("/bench/fail_at", "2"); // the first is the test picture
        client.fail("/smart_scan/sample_scan", "{}");
        client.put("/bench/fail_at", "-1");
        client.put("/smart_scan/save_resolution", "null");
        client.run("/smart_scan/resume_scan", "{\"scan_name\": \"scan_0001\"}");
        size("scan_0001", 200, 150);
    }

    @Test
    void nonsenseIsRefused() throws Exception {
        for (String bad : new String[] {"[0, 150]", "[200]", "[200, 70000]", "\"full\""}) {
            assertEquals(
                    422,
                    scans.lab.send("PUT", "/smart_scan/save_resolution", bad).statusCode(),
                    bad);
        }
        client.put("/smart_scan/save_resolution", "[20000, 15000]");
        assertEquals(
                "A save_resolution of 20000 x 15000 is more than 100 megapixels; the camera's"
                        + " pictures have 400 x 300. Set a smaller one, or null.",
                client.fail("/smart_scan/sample_scan", "{}"));
        assertEquals(0, client.get("/gallery/list_data").size());
    }

    @Test
    void otherProportionsAreWarnedOf() throws Exception {
        client.put("/smart_scan/save_resolution", "[200, 200]");
        JsonNode ended = client.run("/smart_scan/sample_scan", "{\"scan_name\": \"odd\"}");
        assertTrue(
                ended.get("log").toString().contains("200 x 200 has other proportions"),
                ended.get("log").toString());
        size("odd_0001", 200, 200);
    }

    @Test
    void anAutofocusThatCannotSaysSo() throws Exception {
        client.put("/smart_scan/workflow_name", "\"c_chip_workflow\""); // the bench's basic stack
        client.put("/smart_scan/save_resolution", "[200, 150]");
        assertEquals(
                "This autofocus saves pictures as large as the capture mode says, not with 200 x"
                        + " 150 pixels. Set save_resolution to null.",
                client.fail("/smart_scan/sample_scan", "{}"));
    }
}
