package org.labthings.thing.smartscan.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.labthings.hardware.ScanWorkflow.Stitching;

class StitchArgumentsTest {
    @Test
    void areThoseOfTheProgram() {
        Path images = Path.of("/data/smart_scan/scan_0001/images");
        assertEquals(
                List.of(
                        "--stitching_mode",
                        "preview_stitch",
                        "--minimum_overlap",
                        "0.32",
                        "--resize",
                        "0.3333333333333333",
                        images.toString()),
                StitchArguments.preview(new Stitching(1 / 3.0, 0.35), images));
        assertEquals(
                List.of(
                        "--stitching_mode",
                        "all",
                        "--stitch_dzi",
                        "--no-stitch_tiff",
                        "--tile_size",
                        "8192",
                        "--minimum_overlap",
                        "0.41",
                        "--resize",
                        "1.0",
                        images.toString()),
                StitchArguments.all(new Stitching(1.0, 0.45), false, images));
        assertEquals(
                "--stitch_tiff",
                StitchArguments.all(new Stitching(1.0, 0.45), true, images).get(3));
    }

    /** What Python 3.11 prints for round(overlap * 0.9, 2). */
    @Test
    void overlapsAreRoundedAsTheOriginalDoes() {
        Map<Double, String> original =
                Map.of(
                        0.1, "0.09", 0.15, "0.14", 0.25, "0.23", 0.3, "0.27", 0.35, "0.32", 0.45,
                        "0.41", 0.55, "0.5", 0.65, "0.59", 0.7, "0.63");
        original.forEach(
                (overlap, printed) ->
                        assertEquals(
                                printed,
                                StitchArguments.preview(
                                                new Stitching(1, overlap), Path.of("/data/images"))
                                        .get(3),
                                "of " + overlap));
    }

    @Test
    void areNeverDangerous() {
        Stitching stitching = new Stitching(1, 0.5);
        for (String folder :
                List.of(
                        "/data/a;rm",
                        "/data/$(x)/images",
                        "/data/a\nb",
                        "curl",
                        "SUDO",
                        "/a/../b",
                        "/data/CON/images",
                        "/data/`x`")) {
            assertThrows(
                    StitcherValidationError.class,
                    () -> StitchArguments.preview(stitching, Path.of(folder)),
                    folder);
        }
    }
}
