package org.labthings.thing.autofocus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeakTest {
    /** Sizes of the simulated camera's low-resolution frames by distance from the focus. */
    private static final double[][] SIZES = {
        {0, 31408},
        {10, 31366},
        {20, 27205},
        {30, 24510},
        {40, 23407},
        {50, 21496},
        {60, 20127},
        {70, 19415},
        {80, 18358},
        {90, 17370},
        {100, 16978},
        {150, 13943},
        {200, 12241},
        {250, 10943},
        {300, 9804},
        {400, 8594},
        {500, 7728},
        {600, 7029},
        {700, 6321},
        {800, 5793},
        {900, 5489},
        {1000, 5434},
        {1200, 4900},
        {2000, 3800},
        {9000, 3000}
    };

    private static double size(double z) {
        double d = Math.abs(z);
        int i = 0;
        while (SIZES[i + 1][0] < d) {
            i++;
        }
        double t = (d - SIZES[i][0]) / (SIZES[i + 1][0] - SIZES[i][0]);
        return SIZES[i][1] + t * (SIZES[i + 1][1] - SIZES[i][1]);
    }

    private static Curve curve(double from, double to, double spacing, Random random) {
        int n = (int) ((to - from) / spacing);
        double[] z = new double[n];
        double[] sizes = new double[n];
        for (int i = 0; i < n; i++) {
            z[i] = from + i * spacing + random.nextGaussian() * 2;
            sizes[i] = size(z[i] + random.nextGaussian()) * (1 + random.nextGaussian() * 0.003);
        }
        return new Curve(z, sizes);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 60, 100, 130})
    void liesBetweenFrames(int spacing) {
        Random random = new Random(spacing);
        for (int i = 0; i < 100; i++) {
            double from = -550 - 1000 * random.nextDouble();
            Peak peak = Peak.of(curve(from, from + 2100, spacing, random));
            assertTrue(peak.bracketed());
            assertEquals(0, peak.z(), 10, "from " + from);
        }
    }

    @Test
    void isNotTrustedAtTheEndOfTheRange() {
        Random random = new Random(1);
        assertFalse(Peak.of(curve(-100, 1900, 100, random)).bracketed());
        assertFalse(Peak.of(curve(-1900, 100, 100, random)).bracketed());
        assertFalse(Peak.of(new Curve(new double[] {5}, new double[] {9})).bracketed());
        assertEquals(5, Peak.of(new Curve(new double[] {5}, new double[] {9})).z());
    }

    @Test
    void isTrustedOnlyWhereNoFrameIsMissing() {
        Random random = new Random(9);
        int trusted = 0;
        for (int i = 0; i < 1000; i++) {
            Curve all = curve(-1000 - 100 * random.nextDouble(), 1000, 100, random);
            int n = all.z().length;
            boolean[] lost = new boolean[n];
            for (int k = 0; k < n; k++) {
                lost[k] = random.nextInt(10) < 3;
            }
            int[] kept = IntStream.range(0, n).filter(k -> !lost[k]).toArray();
            Peak peak =
                    Peak.of(
                            new Curve(
                                    IntStream.of(kept).mapToDouble(k -> all.z()[k]).toArray(),
                                    IntStream.of(kept).mapToDouble(k -> all.sizes()[k]).toArray()));
            if (peak.bracketed()) {
                trusted++;
                assertEquals(0, peak.z(), 10, "of a curve that it trusts");
            }
        }
        assertTrue(trusted > 20, "nothing is trusted any more: " + trusted);
    }

    @Test
    void survivesFramesAtOnePlaceAndFlatCurves() {
        double[] z = {0, 0, 0, 10, 20, 30, 40, 40, 50, 60, 60, 60};
        double[] sizes = {1, 2, 1, 3, 5, 8, 9, 9, 7, 5, 4, 4};
        Peak peak = Peak.of(new Curve(z, sizes));
        assertEquals(38, peak.z(), 6);
        double[] flat = new double[12];
        java.util.Arrays.fill(flat, 7);
        assertFalse(Double.isNaN(Peak.of(new Curve(z, flat)).z()));
        double[] still = new double[12];
        assertEquals(0, Peak.of(new Curve(still, sizes)).z());
    }

    @Test
    void splinesGoThroughTheirPointsWithoutOvershoot() {
        double[] x = {0, 1, 2, 4, 7};
        double[] y = {0, 1, 1, 5, 2};
        Spline spline = new Spline(x, y);
        for (int i = 0; i < x.length; i++) {
            assertEquals(y[i], spline.at(x[i]), 1e-12);
        }
        for (double p = 2; p <= 4; p += 0.05) {
            assertTrue(spline.at(p) >= 1 - 1e-12 && spline.at(p) <= 5 + 1e-12, "at " + p);
        }
        assertEquals(1, spline.at(1.5), 1e-12);
    }
}
