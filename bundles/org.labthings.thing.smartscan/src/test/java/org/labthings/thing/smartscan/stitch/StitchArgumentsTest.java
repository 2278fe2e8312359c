package org.labthings.thing.smartscan.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
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
                        "0.40",
                        "--resize",
                        "1.0",
                        images.toString()),
                StitchArguments.all(new Stitching(1.0, 0.45), false, images));
        assertEquals(
                "--stitch_tiff",
                StitchArguments.all(new Stitching(1.0, 0.45), true, images).get(3));
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
