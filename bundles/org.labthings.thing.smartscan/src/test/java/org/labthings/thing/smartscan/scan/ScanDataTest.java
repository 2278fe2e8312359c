package org.labthings.thing.smartscan.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.labthings.hardware.ScanWorkflow.Stitching;
import org.labthings.hardware.image.Resolution;

class ScanDataTest {
    private static final ScanData RUNNING =
            new ScanData(
                    "scan_0001",
                    Map.of("x", 1, "y", -2, "z", 3),
                    LocalDateTime.of(2026, 11, 30, 9, 5, 7),
                    true,
                    new Resolution(820, 616),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new Stitching(1.0, 0.35)),
                    "SnakeWorkflow",
                    Map.of("dx", -266L, "overlap", 0.35, "capture_mode", "standard"));

    @Test
    void isReadAsItWasWritten() {
        assertEquals(RUNNING, ScanDataJson.read(ScanDataJson.write(RUNNING)));
        ScanData ended =
                RUNNING.withImages(6)
                        .ended(Duration.ofSeconds(36_663), "success", Optional.of("All visited."));
        assertEquals(ended, ScanDataJson.read(ScanDataJson.write(ended)));
    }

    @Test
    void isWrittenAsClientsKnowIt() {
        String text = ScanDataJson.write(RUNNING.withImages(2));
        assertTrue(
                text.startsWith("{\n    \"schema_version\": 2,\n    \"scan_name\": \"scan_0001\""));
        assertTrue(text.contains("\"start_time\": \"2026-11-30_09:05:07\""), text);
        assertTrue(text.contains("\"duration\": \"Unknown\""), text);
        assertTrue(text.contains("\"completion_reason\": \"Unknown\""), text);
        assertEquals("10:11:03", ScanData.text(Duration.ofSeconds(36_663)));
    }

    @Test
    void understandsTheFirstVersion() {
        ScanData old =
                ScanDataJson.read(
                        """
                        {"scan_name": "old", "starting_position": {"x": 0, "y": 0, "z": 0},
                         "start_time": "2024-01-02_03:04:05", "stitch_automatically": false,
                         "save_resolution": [1640, 1232], "image_count": 3,
                         "duration": "1 day, 2:03:04", "scan_result": "success",
                         "overlap": 0.45, "correlation_resize": 0.5, "dx": 5, "dy": -6,
                         "skip_background": true}
                        """);
        assertEquals("Legacy", old.workflow());
        assertEquals(Optional.of(new Stitching(0.5, 0.45)), old.stitchingSettings());
        assertEquals(
                Map.of("overlap", 0.45, "dx", 5L, "dy", -6L, "skip_background", true),
                old.workflowSettings());
        assertEquals(Optional.of(Duration.parse("P1DT2H3M4S")), old.duration());
        assertEquals(Optional.empty(), old.completionReason());
    }

    @Test
    void saysWhatIsWrong() {
        String good = ScanDataJson.write(RUNNING);
        for (String bad :
                new String[] {
                    "",
                    "[]",
                    "{",
                    "null",
                    "{\"schema_version\": 3}",
                    good.replace("820", "\"a\""),
                    good.replace("scan_name", "scan_nome"),
                    good.replace("2026-11", "2026-31"),
                    good.replace("\"workflow\": \"SnakeWorkflow\",", ""),
                    good.replace("820,", ""),
                    good.replace("\"duration\": \"Unknown\"", "\"duration\": \"soon\"")
                }) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> ScanDataJson.read(bad), bad);
            assertTrue(e.getMessage().startsWith("It"), e.getMessage());
        }
    }
}
