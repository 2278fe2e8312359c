package org.labthings.stitcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.hardware.image.CapturedImage;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.RgbImage;

class StitchTest {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 200;

    @TempDir Path base;
    private Path images;

    @BeforeEach
    void makeFolder() throws IOException {
        images = Files.createDirectories(base.resolve("scan_0001/images"));
    }

    /** A smooth scene: a colour for each place. */
    private static int value(int x, int y, int channel) {
        return switch (channel) {
            case 0 -> 40 + x * 180 / 900;
            case 1 -> 40 + y * 180 / 700;
            default ->
                    128
                            + (int)
                                    Math.round(
                                            25 * Math.sin(x / 6.1 + 2 * Math.sin(y / 23.0))
                                                    + 25
                                                            * Math.cos(
                                                                    y / 7.7
                                                                            + 2
                                                                                    * Math.sin(
                                                                                            x
                                                                                                    / 31.0)));
        };
    }

    /** A picture of the scene with its top left corner at (x, y). */
    private static RgbImage view(int x, int y, int width, int height) {
        RgbImage image = new RgbImage(width, height);
        for (int i = 0; i < width * height * 3; i++) {
            image.data()[i] = (byte) value(x + i / 3 % width, y + i / 3 / width, i % 3);
        }
        return image;
    }

    private int errorX;
    private int errorY;

    /** The simulator's mapping: (stage x, stage y) = (row, column) · M. */
    private void take(int x, int y, int z, List<List<Double>> matrix) throws IOException {
        int stageX =
                (int)
                        Math.round(
                                (y + errorY) * matrix.get(0).get(0)
                                        + (x + errorX) * matrix.get(1).get(0));
        int stageY =
                (int)
                        Math.round(
                                (y + errorY) * matrix.get(0).get(1)
                                        + (x + errorX) * matrix.get(1).get(1));
        CapturedImage.of(view(x, y, WIDTH, HEIGHT))
                .withThingStates(
                        Map.of(
                                "stage",
                                Map.of("position", Map.of("x", stageX, "y", stageY, "z", z)),
                                "camera_stage_mapping",
                                Map.of(
                                        "image_to_stage_displacement_matrix",
                                        matrix,
                                        "image_resolution",
                                        List.of(HEIGHT, WIDTH))))
                .save(images.resolve("img_" + stageX + "_" + stageY + "_" + z + ".jpeg"));
    }

    private static final List<List<Double>> SIMULATOR =
            List.of(List.of(0.0, 0.5), List.of(-0.5, 0.0));

    private void takeAll(List<List<Double>> matrix) throws IOException {
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4; column++) {
                take(column * 200, row * 140, 5, matrix);
            }
        }
    }

    private int run(String... more) {
        return Stitch.run(
                Stream.concat(Stream.of(more), Stream.of(images.toString()))
                        .toArray(String[]::new));
    }

    private String said(String... more) {
        PrintStream old = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertEquals(1, run(more));
        } finally {
            System.setOut(old);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private RgbImage file(String name) throws IOException {
        return JpegDecoder.decode(Files.readAllBytes(images.resolve(name)));
    }

    /** Compares with the scene, away from the JPEG's own errors. */
    private static void assertShowsScene(RgbImage image, int left, int top) {
        for (int y = 4; y < image.height() - 4; y += 7) {
            for (int x = 4; x < image.width() - 4; x += 7) {
                for (int c = 0; c < 3; c++) {
                    int difference = image.get(x, y, c) - value(left + x, top + y, c);
                    assertTrue(
                            Math.abs(difference) < (c == 2 ? 30 : 12),
                            "at " + x + ", " + y + ", channel " + c + ": " + difference);
                }
            }
        }
    }

    @Test
    void aPreviewIsTheScene() throws IOException {
        takeAll(SIMULATOR);
        assertEquals(0, run("--stitching_mode", "preview_stitch", "--resize", "0.5"));
        RgbImage preview = file("preview.jpg");
        assertEquals(900, preview.width());
        assertEquals(620, preview.height());
        assertShowsScene(preview, 0, 0);
        assertEquals(400, file("stitched_thumbnail.jpg").width());
        assertFalse(Files.exists(images.resolve("scan_0001_stitched.jpg")));
    }

    @Test
    void aTurnedCameraMakesTheSameScene() throws IOException {
        takeAll(List.of(List.of(-0.5, 0.01), List.of(0.01, 0.5)));
        assertEquals(0, run("--stitching_mode", "preview_stitch"));
        RgbImage preview = file("preview.jpg");
        assertTrue(Math.abs(preview.width() - 900) <= 3);
        assertShowsScene(preview, 0, 0);
    }

    @Test
    void allIsMadeWithAPyramid() throws IOException {
        takeAll(SIMULATOR);
        assertEquals(
                0,
                run(
                        "--stitching_mode",
                        "all",
                        "--stitch_dzi",
                        "--no-stitch_tiff",
                        "--tile_size",
                        "8192",
                        "--minimum_overlap",
                        "0.27"));
        assertShowsScene(file("scan_0001_stitched.jpg"), 0, 0);
        String index = Files.readString(images.resolve("scan_0001.dzi"));
        assertTrue(index.contains("<Size Width=\"900\" Height=\"620\"/>"), index);
        assertShowsScene(file("scan_0001_files/10/1_1.jpg"), 512, 512);
        assertEquals(450, file("scan_0001_files/9/0_0.jpg").width());
        assertEquals(1, file("scan_0001_files/0/0_0.jpg").width());
        assertFalse(Files.exists(images.resolve("scan_0001_files/11")));

        take(900, 0, 5, SIMULATOR); // once more, with another picture
        assertEquals(0, run("--stitch_dzi"));
        assertTrue(Files.readString(images.resolve("scan_0001.dzi")).contains("\"1200\""));
        try (var all = Files.list(images)) {
            assertEquals(
                    List.of(),
                    all.filter(p -> p.getFileName().toString().startsWith(".")).toList());
        }
    }

    /** A stage that is wrong by up to 9 pixels. */
    @Test
    void neighboursAreComparedWhereTheStageIsWrong() throws IOException {
        Random random = new Random(3);
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                int x = 20 + column * 200;
                int y = 20 + row * 130;
                errorX = row + column == 0 ? 0 : random.nextInt(19) - 9;
                errorY = row + column == 0 ? 0 : random.nextInt(19) - 9;
                take(x, y, 5, SIMULATOR);
            }
        }
        errorX = 0;
        errorY = 0;
        assertEquals(0, run("--stitch_dzi", "--minimum_overlap", "0.25"));
        RgbImage whole = file("scan_0001_stitched.jpg");
        assertTrue(offTheScene(whole) < 25, "compared: " + offTheScene(whole));
        assertEquals(0, run("--stitching_mode", "preview_stitch"));
        RgbImage byStage = file("preview.jpg");
        assertTrue(offTheScene(byStage) > 40, "by the stage alone: " + offTheScene(byStage));
    }

    /** How far a picture is off the scene at its worst pixel, wherever its corner is. */
    private static int offTheScene(RgbImage whole) {
        int best = Integer.MAX_VALUE;
        for (int dx = -12; dx <= 12; dx++) {
            for (int dy = -12; dy <= 12; dy++) {
                best = Math.min(best, worst(whole, 20 + dx, 20 + dy));
            }
        }
        return best;
    }

    private static int worst(RgbImage image, int left, int top) {
        int worst = 0;
        for (int y = 20; y < image.height() - 20; y += 11) {
            for (int x = 20; x < image.width() - 20; x += 11) {
                int difference = image.get(x, y, 2) - value(left + x, top + y, 2);
                worst = Math.max(worst, Math.abs(difference));
            }
        }
        return worst;
    }

    @Test
    void ofAStackTheSharpestCounts() throws IOException {
        take(0, 0, 5, SIMULATOR);
        CapturedImage.of(new RgbImage(WIDTH, HEIGHT)).save(images.resolve("img_0_0_9.jpeg"));
        assertEquals(0, run("--stitching_mode", "preview_stitch"));
        assertShowsScene(file("preview.jpg"), 0, 0);
    }

    @Test
    void whatIsNoPictureIsLeftOut() throws IOException {
        take(0, 0, 5, SIMULATOR);
        Files.writeString(images.resolve("img_1_2_3.jpeg"), "no picture");
        Files.write(images.resolve("img_1_2_4.jpeg"), new byte[] {(byte) 0xFF, (byte) 0xD8, 0});
        assertEquals(0, run("--stitching_mode", "preview_stitch"));
        assertShowsScene(file("preview.jpg"), 0, 0);
    }

    @Test
    void saysWhyNot() throws IOException {
        assertTrue(said("--stitch_dzi").contains("no pictures"));
        CapturedImage.of(view(0, 0, 8, 8)).save(images.resolve("img_0_0_0.jpeg"));
        assertTrue(said().contains("Calibrate the camera-stage mapping"));
        take(0, 0, 5, SIMULATOR);
        take(5_000_000, 0, 5, SIMULATOR);
        assertTrue(said().contains("too far away"));
        assertEquals(2, Stitch.run("--pixel_size", "0", images.toString()));
        assertEquals(2, Stitch.run("--resize", "0", images.toString()));
        assertEquals(2, Stitch.run("--resize"));
        assertEquals(2, Stitch.run("--whatever", images.toString()));
        assertEquals(2, Stitch.run(images.resolve("nowhere").toString()));
    }
}
