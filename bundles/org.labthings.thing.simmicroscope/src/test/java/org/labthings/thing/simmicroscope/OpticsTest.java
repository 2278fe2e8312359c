package org.labthings.thing.simmicroscope;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.hardware.image.JpegEncoder;
import org.labthings.hardware.image.RgbImage;

class OpticsTest {
    private static final int WIDTH = 820;
    private static final int HEIGHT = 616;

    private final Sample sample =
            Sample.random(
                    2000, 1500, 400, List.of(new Sample.Colour(0xb9, 0x37, 0xb9)), new Random(5));

    @Test
    void spritesAreRings() {
        short[][] sprites = Sprites.all();
        int middle = Sprites.SIZE / 2;
        for (int i = 0; i < sprites.length; i++) {
            short[] s = sprites[i];
            double rim = Math.min(middle - 2, Sprites.RADII[i] / 2.0 - 1);
            assertTrue(s[middle * Sprites.SIZE + middle] < 60, "transparent in the middle");
            int opaque = s[middle * Sprites.SIZE + middle + (int) rim];
            assertTrue(opaque > 200, opaque + " at the rim of " + Sprites.RADII[i]);
            assertEquals(0, s[middle * Sprites.SIZE]);
            assertEquals(0, s[middle]);
        }
    }

    @Test
    void aStepIsTwoPixelsAt40x() {
        RgbImage here = picture(0, 0, 0, 40, false);
        RgbImage right = picture(100, 0, 0, 40, false);
        RgbImage down = picture(0, -70, 0, 40, false);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 8; x < WIDTH - 208; x++) {
                assertEquals(here.get(x + 200, y, 1), right.get(x, y, 1), 1, x + ", " + y);
            }
        }
        for (int y = 8; y < HEIGHT - 148; y++) {
            assertEquals(here.get(400, y, 0), down.get(400, y + 140, 0), 1, "row " + y);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 10, 20, 40, 60, 100})
    void everyLensShowsTheMiddleInTheMiddle(int objective) {
        RgbImage image = picture(0, 0, 0, objective, false);
        assertEquals(WIDTH, image.width());
        assertEquals(HEIGHT, image.height());
        double contrast = 0;
        for (int i = 0; i < image.data().length; i++) {
            contrast = Math.max(contrast, 220 - (image.data()[i] & 0xFF));
        }
        assertTrue(contrast > 60, contrast + " at " + objective + "x");
    }

    @Test
    void beyondTheSampleThereIsBackgroundOrTheSampleAgain() {
        RgbImage outside = picture(50_000, -50_000, 0, 40, false);
        assertArrayEquals(
                new int[] {220, 215, 217},
                new int[] {outside.get(9, 9, 0), outside.get(9, 9, 1), outside.get(9, 9, 2)});
        assertEquals(picture(3, 5, 0, 40, true), picture(3 + 1000 * 7, 5 - 750, 0, 40, true));
    }

    @Test
    void blursLikeAGaussian() {
        for (double sigma : new double[] {0.6, 1.3, 4, 11.2, 40}) {
            RgbImage point = new RgbImage(401, 301);
            for (int c = 0; c < 3; c++) {
                for (int y = 140; y <= 160; y++) {
                    for (int x = 190; x <= 210; x++) {
                        point.data()[(y * 401 + x) * 3 + c] = (byte) 250;
                    }
                }
            }
            new Blur(401, 301).apply(point.data(), sigma);
            for (int x = 100; x <= 300; x += 5) {
                double expected = 250 * square(x - 200, sigma) * square(0, sigma);
                assertEquals(expected, point.get(x, 150, 1), 7, "sigma " + sigma + " at " + x);
            }
        }
    }

    /** Of a square of 21 pixels what a Gaussian leaves at a distance from its middle. */
    private static double square(double at, double sigma) {
        double sum = 0;
        double all = 0;
        for (int i = -300; i <= 300; i++) {
            double weight = Math.exp(-i * i / (2 * sigma * sigma));
            all += weight;
            if (Math.abs(at - i) <= 10) {
                sum += weight;
            }
        }
        return sum / all;
    }

    @Test
    void detailIsLostStepByStepOnBothSidesOfTheFocus() throws IOException {
        int before = Integer.MAX_VALUE;
        for (int z : new int[] {0, 20, 30, 45, 60, 90, 130, 200, 300, 500, 800, 1200}) {
            int above = loresBytes(z);
            int below = loresBytes(-z);
            assertEquals(above, below, above / 40.0, "at " + z);
            assertTrue(above < before, above + " bytes at " + z + ", " + before + " before");
            before = above;
        }
    }

    private int loresBytes(int z) throws IOException {
        try (JpegEncoder encoder = new JpegEncoder()) {
            return encoder.encode(noisy(z).nearest(320, 240), 85).length;
        }
    }

    private RgbImage noisy(int z) {
        return new Optics(WIDTH, HEIGHT, new Random(3))
                .expose(sample, new Optics.View(40, 20, z, 40, false, 2));
    }

    @Test
    void noiseHasItsLevel() {
        RgbImage clean = picture(0, 0, 0, 40, false);
        RgbImage noisy =
                new Optics(WIDTH, HEIGHT, new Random(3))
                        .expose(sample, new Optics.View(0, 0, 0, 40, false, 6));
        double squares = 0;
        int differences = 0;
        for (int i = 0; i < clean.data().length; i++) {
            int difference = (noisy.data()[i] & 0xFF) - (clean.data()[i] & 0xFF);
            squares += difference * difference;
            differences += difference == 0 ? 0 : 1;
        }
        assertEquals(6, Math.sqrt(squares / clean.data().length), 0.8);
        assertTrue(differences > clean.data().length / 2);
    }

    @Test
    void theSampleIsAsDenseAsItShouldBe() {
        Sample none =
                Sample.random(2000, 1500, 0, List.of(new Sample.Colour(0, 0, 0)), new Random());
        assertArrayEquals(Sample.blank(2000, 1500).fine().data(), none.fine().data());
        double few = covered(100);
        double many = covered(1000);
        assertTrue(few > 0.02 && few < 0.3, few + " covered");
        assertTrue(many > 3 * few, many + " covered, not much more than " + few);
    }

    private static double covered(int density) {
        Canvas canvas =
                Sample.random(
                                2000,
                                1500,
                                density,
                                List.of(new Sample.Colour(0, 0, 0)),
                                new Random(1))
                        .fine();
        int dark = 0;
        for (byte value : canvas.data()) {
            dark += (value & 0xFF) < 200 ? 1 : 0;
        }
        return (double) dark / canvas.data().length;
    }

    @Test
    void coloursAreRead() {
        assertEquals(2, Colours.parse(" #b937b9 ; #00FF10;").orElseThrow().size());
        assertEquals(1, Colours.parse("#b937b9; ").orElseThrow().size());
        assertEquals(
                List.of(new Sample.Colour(0, 255, 16)), Colours.parse("#00ff10").orElseThrow());
        for (String bad : new String[] {"", ";", "b937b9", "#b937b", "#b937b9x", "#1;#b937b9"}) {
            assertTrue(Colours.parse(bad).isEmpty(), bad);
        }
    }

    /** Lays pictures into {@code target/look}, to be looked at. */
    @Test
    void writesPictures() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "look"));
        for (int z : new int[] {0, 30, 100, 400}) {
            write(noisy(z), folder.resolve("40x_z" + z + ".png"));
        }
        for (int objective : new int[] {4, 10, 20, 100}) {
            write(picture(0, 0, 0, objective, false), folder.resolve(objective + "x.png"));
        }
    }

    private static void write(RgbImage image, Path file) throws IOException {
        assertTrue(ImageIO.write(image.toBufferedImage(), "png", file.toFile()));
    }

    private RgbImage picture(int x, int y, int z, int objective, boolean repeating) {
        return new Optics(WIDTH, HEIGHT, new Random(1))
                .expose(sample, new Optics.View(x, y, z, objective, repeating, 0));
    }
}
