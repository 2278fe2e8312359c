package org.labthings.thing.simcamera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.hardware.image.JpegEncoder;

class PictureTest {
    private static final FrameSize SIZE = new FrameSize(320, 240);

    private final Tiles tiles = new Tiles(1);

    @Test
    void isTheSameForTheSameSlideAndPlace() {
        assertArrayEquals(view(tiles, 40, 50, 0), view(new Tiles(1), 40, 50, 0));
        assertFalse(Arrays.equals(view(tiles, 40, 50, 0), view(new Tiles(2), 40, 50, 0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 90, 200, 400})
    void movesByWholePixelsAtEveryFocus(int z) {
        byte[] before = view(tiles, -30, 500, z);
        byte[] after = view(tiles, -30 + 17, 500 - 9, z);
        for (int y = 9; y < SIZE.height(); y++) {
            for (int x = 0; x < (SIZE.width() - 17) * 3; x++) {
                assertEquals(
                        before[(y - 9) * SIZE.width() * 3 + x + 17 * 3],
                        after[y * SIZE.width() * 3 + x],
                        "at " + x / 3 + ", " + y);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 45, 100, 250})
    void tilesMeetWithoutASeam(int z) {
        byte[] left = tiles.tile(0, 0, Focus.at(z));
        byte[] right = tiles.tile(1, 0, Focus.at(z));
        int across = 0;
        int within = 0;
        for (int y = 0; y < Tiles.SIZE; y++) {
            int end = (y * Tiles.SIZE + Tiles.SIZE - 1) * 3 + 1; // green, the last pixel of a line
            across += Math.abs((left[end] & 0xFF) - (right[y * Tiles.SIZE * 3 + 1] & 0xFF));
            within += Math.abs((left[end] & 0xFF) - (left[end - 3] & 0xFF));
        }
        assertTrue(across <= 2 * within + Tiles.SIZE, across + " across, " + within + " within");
    }

    @Test
    void detailIsLostStepByStepOnBothSidesOfTheFocus() throws Exception {
        try (JpegEncoder encoder = new JpegEncoder()) {
            int before = Integer.MAX_VALUE;
            for (int z : new int[] {0, 20, 40, 60, 80, 100, 130, 160, 200, 250, 300}) {
                int above = encoder.encode(picture(z, 1), 80).length;
                int below = encoder.encode(picture(-z, 1), 80).length;
                assertEquals(above, below, above / 50.0, "at " + z);
                assertTrue(above < before, above + " bytes at " + z + ", " + before + " before");
                before = above;
            }
        }
    }

    @Test
    void exposureMakesItBrighterUntilItIsWhite() {
        double dark = mean(picture(0, 0.1));
        double usual = mean(picture(0, 1));
        double bright = mean(picture(0, 1000));
        assertTrue(dark < 30 && usual > 140 && usual < 235, dark + ", " + usual);
        assertTrue(bright > usual + 10, bright + " overexposed");
    }

    @Test
    void encodesWhatItSees() throws Exception {
        try (JpegEncoder encoder = new JpegEncoder()) {
            byte[] first = encoder.encode(picture(0, 1), 80);
            byte[] small = encoder.encode(picture(0, 1), 20);
            assertTrue(small.length < first.length / 2);
            BufferedImage seen = ImageIO.read(new ByteArrayInputStream(first));
            assertEquals(SIZE.width(), seen.getWidth());
            assertEquals(SIZE.height(), seen.getHeight());
            assertEquals(mean(picture(0, 1)), mean(seen), 2);
            assertArrayEquals(
                    new int[] {0xFF, 0xD8, 0xFF, 0xD9},
                    new int[] {
                        first[0] & 0xFF,
                        first[1] & 0xFF,
                        first[first.length - 2] & 0xFF,
                        first[first.length - 1] & 0xFF
                    });
        }
    }

    @Test
    void everyFocusHasAScaleThatTilesCanHave() {
        int before = 0;
        for (int z = 0; z < 100_000; z += z < 1000 ? 1 : 997) {
            Focus focus = Focus.at(z);
            assertEquals(0, Tiles.SIZE % focus.scale());
            assertTrue(focus.level() >= before);
            before = focus.level();
        }
        assertTrue(before < 100, before + " levels");
        assertEquals(Focus.at(Integer.MAX_VALUE), Focus.at(Integer.MIN_VALUE));
    }

    private BufferedImage picture(int z, double brightness) {
        tiles.prepare(SIZE.width(), SIZE.height(), brightness);
        return new Sensor(1).expose(tiles, 0, 0, Focus.at(z), SIZE, 1);
    }

    private static double mean(BufferedImage image) {
        double sum = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                sum += image.getRaster().getSample(x, y, 1);
            }
        }
        return sum / image.getWidth() / image.getHeight();
    }

    /** The bare picture: no noise, no shade, which would hide or feign a difference. */
    private static byte[] view(Tiles tiles, int x, int y, int z) {
        tiles.prepare(SIZE.width(), SIZE.height(), 1);
        BufferedImage image = Sensor.bare().expose(tiles, x, y, Focus.at(z), SIZE, 0);
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
