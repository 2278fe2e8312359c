package org.labthings.hardware.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {
    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-03-04T05:06:07+02:00");

    @ParameterizedTest
    @ValueSource(ints = {0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0x804020, 0xDCD7D9})
    void coloursSurviveEncodingAndDecoding(int rgb) throws Exception {
        RgbImage plain = plain(32, 24, rgb);
        for (boolean fullChroma : new boolean[] {false, true}) {
            try (JpegEncoder encoder = new JpegEncoder(fullChroma)) {
                RgbImage seen = JpegDecoder.decode(encoder.encode(plain, 95));
                for (int c = 0; c < 3; c++) {
                    assertEquals(plain.get(5, 5, c), seen.get(5, 5, c), 2, "channel " + c);
                }
            }
        }
    }

    @Test
    void pngAndOtherFormsAreReadExactly() throws Exception {
        RgbImage image = gradient(37, 21);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image.toBufferedImage(), "png", out);
        assertEquals(image, JpegDecoder.decode(out.toByteArray()));
        for (int type :
                new int[] {
                    BufferedImage.TYPE_3BYTE_BGR,
                    BufferedImage.TYPE_INT_RGB,
                    BufferedImage.TYPE_INT_ARGB,
                    BufferedImage.TYPE_4BYTE_ABGR
                }) {
            BufferedImage other = new BufferedImage(37, 21, type);
            for (int y = 0; y < 21; y++) {
                for (int x = 0; x < 37; x++) {
                    other.setRGB(x, y, image.toBufferedImage().getRGB(x, y));
                }
            }
            assertEquals(image, RgbImage.of(other), "type " + type);
        }
    }

    @Test
    void greyStaysTheGreyItIs() {
        BufferedImage grey = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(1, 2, 0, 77);
        assertEquals(77, RgbImage.of(grey).get(1, 2, 0));
        assertEquals(77, RgbImage.of(grey).get(1, 2, 2));
    }

    @Test
    void fullChromaKeepsColoursOfSinglePixels() throws Exception {
        RgbImage stripes = new RgbImage(32, 32);
        for (int i = 0; i < 32 * 32; i++) {
            stripes.data()[i * 3 + (i % 2 == 0 ? 0 : 2)] = (byte) 255;
        }
        try (JpegEncoder full = new JpegEncoder(true);
                JpegEncoder half = new JpegEncoder(false)) {
            RgbImage sharp = JpegDecoder.decode(full.encode(stripes, 95));
            RgbImage soft = JpegDecoder.decode(half.encode(stripes, 95));
            assertTrue(sharp.get(10, 10, 0) - sharp.get(11, 10, 0) > 200);
            assertTrue(soft.get(10, 10, 0) - soft.get(11, 10, 0) < 150);
        }
    }

    @Test
    void damagedPicturesAreErrors() throws Exception {
        byte[] good;
        try (JpegEncoder encoder = new JpegEncoder()) {
            good = encoder.encode(gradient(64, 48), 85);
        }
        assertThrows(IOException.class, () -> JpegDecoder.decode(new byte[0]));
        assertThrows(IOException.class, () -> JpegDecoder.decode("no picture".getBytes("UTF-8")));
        assertThrows(IOException.class, () -> JpegDecoder.decode(Arrays.copyOf(good, 100)));
    }

    @Test
    void blockMeansCutOffWhatIsLeftOver() {
        RgbImage image = gradient(7, 5);
        double[][][] means = image.blockMeans(2);
        assertEquals(2, means.length);
        assertEquals(3, means[0].length);
        double expected = 0;
        for (int[] p : new int[][] {{2, 2}, {3, 2}, {2, 3}, {3, 3}}) {
            expected += image.get(p[0], p[1], 1) / 4.0;
        }
        assertEquals(expected, means[1][1][1], 1e-12);
        assertThrows(IllegalArgumentException.class, () -> image.blockMeans(6));
        assertThrows(IllegalArgumentException.class, () -> image.blockMeans(0));
    }

    @Test
    void resizesByArea() {
        RgbImage image = gradient(40, 30);
        RgbImage half = image.resized(20, 15);
        double[][][] means = image.blockMeans(2);
        for (int y = 0; y < 15; y++) {
            for (int x = 0; x < 20; x++) {
                assertEquals(means[y][x][0], half.get(x, y, 0), 0.5001);
            }
        }
        RgbImage odd = plain(31, 17, 0x336699).resized(12, 50);
        assertEquals(plain(12, 50, 0x336699), odd);
    }

    @Test
    void nearestAveragesNothing() {
        RgbImage image = new RgbImage(4, 2);
        image.data()[3] = (byte) 200;
        assertEquals(0, image.nearest(2, 1).get(0, 0, 0));
        assertEquals(200, image.nearest(8, 4).get(2, 1, 0));
    }

    @Test
    void savedPicturesCarryStatesAndTimes(@TempDir Path folder) throws Exception {
        Map<String, Object> position = Map.of("x", 1, "y", -2, "z", 3);
        CapturedImage image =
                new CapturedImage(
                        gradient(50, 40),
                        TIME,
                        Map.of(
                                "stage",
                                Map.of(
                                        "position",
                                        position,
                                        "matrix",
                                        List.of(0.5, Double.NaN),
                                        "name",
                                        "Zürich \"µ\"",
                                        "flag",
                                        true)),
                        Optional.of(new Resolution(25, 20)));
        Path file = folder.resolve("deep/img_1_-2_3.jpeg");
        image.save(file);
        byte[] jpeg = Files.readAllBytes(file);
        String comment = Exif.userComment(jpeg).orElseThrow();
        assertTrue(comment.startsWith("{\"stage\":{"), comment);
        assertTrue(comment.contains("\"matrix\":[0.5,null]"), comment);
        assertTrue(comment.contains("\"name\":\"Zürich \\\"µ\\\"\""), comment);
        assertEquals("2026:03:04 05:06:07", Exif.text(jpeg, 0x0132).orElseThrow());
        assertEquals("2026:03:04 05:06:07", Exif.text(jpeg, 0x9003).orElseThrow());
        assertEquals("+02:00", Exif.text(jpeg, 0x9011).orElseThrow());
        assertEquals("OpenFlexure", Exif.text(jpeg, 0x010F).orElseThrow());
        assertEquals("OpenFlexure Microscope", Exif.text(jpeg, 0x0110).orElseThrow());
        RgbImage seen = JpegDecoder.decode(jpeg);
        assertEquals(25, seen.width());
        assertEquals(20, seen.height());
        image.save(folder.resolve("deep/x.png"));
        assertEquals(
                image.image().resized(25, 20),
                JpegDecoder.decode(Files.readAllBytes(folder.resolve("deep/x.png"))));
        try (var files = Files.list(folder.resolve("deep"))) {
            assertEquals(2, files.count(), "nothing hidden is left");
        }
    }

    @Test
    void aFailedSaveLeavesNothingBehind(@TempDir Path folder) throws Exception {
        Path file = Files.createDirectories(folder.resolve("taken.jpeg").resolve("inside"));
        IOException e =
                assertThrows(
                        IOException.class,
                        () -> CapturedImage.of(gradient(8, 8)).save(file.getParent()));
        assertTrue(e.getMessage().startsWith("An error occurred while saving"), e.getMessage());
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void metadataBeyondWhatJpegHoldsIsRefused() {
        CapturedImage image =
                CapturedImage.of(gradient(8, 8))
                        .withThingStates(Map.of("t", Map.of("s", "x".repeat(70_000))));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, image::toJpeg);
        assertTrue(e.getMessage().contains("64 kB"), e.getMessage());
    }

    @Test
    void damagedMetadataIsAbsent() throws Exception {
        byte[] jpeg = CapturedImage.of(gradient(16, 16)).toJpeg();
        assertEquals("{}", Exif.userComment(jpeg).orElseThrow());
        for (int i = 2; i < 300; i++) {
            byte[] damaged = jpeg.clone();
            damaged[i] ^= 0x7F;
            Exif.userComment(damaged); // whatever it finds, it comes back
        }
        assertFalse(Exif.userComment(new byte[] {(byte) 0xFF, (byte) 0xD8}).isPresent());
    }

    @Test
    void aPictureOfAnotherSizeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RgbImage(2, 2, new byte[11]));
        assertThrows(IllegalArgumentException.class, () -> new RgbImage(0, 2, new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> new RgbImage(-1, 2));
        assertArrayEquals(new byte[12], new RgbImage(2, 2).data());
    }

    private static RgbImage plain(int width, int height, int rgb) {
        RgbImage image = new RgbImage(width, height);
        for (int i = 0; i < width * height; i++) {
            image.data()[i * 3] = (byte) (rgb >> 16);
            image.data()[i * 3 + 1] = (byte) (rgb >> 8);
            image.data()[i * 3 + 2] = (byte) rgb;
        }
        return image;
    }

    private static RgbImage gradient(int width, int height) {
        RgbImage image = new RgbImage(width, height);
        for (int i = 0; i < width * height * 3; i++) {
            image.data()[i] = (byte) (i * 7 / (1 + i % 3));
        }
        return image;
    }
}
