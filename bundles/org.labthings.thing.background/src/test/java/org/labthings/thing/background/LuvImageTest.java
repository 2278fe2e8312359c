package org.labthings.thing.background;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.labthings.hardware.image.RgbImage;

class LuvImageTest {
    /** r, g, b, L, u, v: made by OpenCV 4.5.1's own conversion, which interpolates in a table. */
    private static final String REFERENCE = "opencv-4.5.1-rgb2luv.csv";

    @Test
    void isWithinOneStepOfOpenCv() throws Exception {
        int colours = 0;
        try (InputStream in = LuvImageTest.class.getResourceAsStream(REFERENCE)) {
            String table = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            for (String line : table.split("\n")) {
                int[] v = Arrays.stream(line.split(",")).mapToInt(Integer::parseInt).toArray();
                int[] luv = convert(v[0], v[1], v[2]);
                for (int c = 0; c < 3; c++) {
                    assertTrue(
                            Math.abs(luv[c] - v[3 + c]) <= 1,
                            line + " but ours is " + Arrays.toString(luv));
                }
                colours++;
            }
        }
        assertEquals(64, colours);
    }

    /** Worked out by hand from the definitions of CIE 1976 and sRGB. */
    @Test
    void isExactWhereTheDefinitionSaysSo() {
        assertArrayEquals(new int[] {0, 97, 136}, convert(0, 0, 0));
        // u* -0.13: OpenCV's white point is not quite the white of its own matrix
        assertArrayEquals(new int[] {255, 96, 136}, convert(255, 255, 255));
        // L* 53.24, u* 175.01, v* 37.76
        assertArrayEquals(new int[] {136, 223, 173}, convert(255, 0, 0));
        // L* 32.30, u* -9.40, v* -130.34
        assertArrayEquals(new int[] {82, 90, 9}, convert(0, 0, 255));
    }

    @Test
    void statisticsAreThoseOfTheWholePopulation() {
        LuvImage image = new LuvImage(2, 2, new float[] {1, 0, 5, 2, 0, 5, 3, 0, 5, 4, 0, 255});
        ChannelStatistics all = image.statistics();
        assertArrayEquals(new double[] {2.5, 0, 67.5}, all.means(), 1e-12);
        assertArrayEquals(
                new double[] {Math.sqrt(1.25), 0, 250 * Math.sqrt(3) / 4}, all.deviations(), 1e-9);
        assertEquals(3.5, image.statistics(0, 1, 2, 1).means()[0], 1e-12);
    }

    private static int[] convert(int r, int g, int b) {
        float[] luv =
                LuvImage.of(new RgbImage(1, 1, new byte[] {(byte) r, (byte) g, (byte) b})).data();
        return new int[] {Math.round(luv[0]), Math.round(luv[1]), Math.round(luv[2])};
    }
}
