package org.labthings.thing.cameramapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.api.InvocationError;

@Timeout(120)
class MappingTest {
    @Test
    void transformsThereAndBack() {
        Random random = new Random(1);
        Fft fft = new Fft(64, 32);
        float[] re = new float[64 * 32];
        float[] im = new float[64 * 32];
        for (int i = 0; i < re.length; i++) {
            re[i] = random.nextFloat() - 0.5f;
            im[i] = random.nextFloat() - 0.5f;
        }
        float[] re2 = re.clone();
        float[] im2 = im.clone();
        fft.forward(re2, im2, 32);
        double sumRe = 0;
        double sumIm = 0;
        for (int i = 0; i < re.length; i++) { // one coefficient by its definition
            double angle = -2 * Math.PI * (5.0 * (i % 64) / 64 + 3.0 * (i / 64) / 32);
            sumRe += re[i] * Math.cos(angle) - im[i] * Math.sin(angle);
            sumIm += re[i] * Math.sin(angle) + im[i] * Math.cos(angle);
        }
        assertEquals(sumRe, re2[3 * 64 + 5], 1e-3);
        assertEquals(sumIm, im2[3 * 64 + 5], 1e-3);
        fft.inverse(re2, im2);
        assertArrayEquals(re, re2, 1e-5f);
        assertArrayEquals(im, im2, 1e-5f);
        assertEquals(1024, Fft.size(820));
        assertEquals(512, Fft.size(512));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, -15, 40, -77, 100})
    void tracksDisplacements(int steps) {
        SyntheticBench bench = new SyntheticBench(3, new double[][] {{0.31, 1}, {1, 0}}, 0, 4e-4);
        Tracker tracker = new Tracker(bench.picture());
        bench.moveTo(new int[] {steps, 0, 0});
        Tracker.Vector seen = tracker.track(bench.picture()).orElseThrow();
        assertEquals(steps, seen.x(), 0.5 + Math.abs(steps) * 0.01, seen.toString());
        assertEquals(0.31 * steps, seen.y(), 0.5 + Math.abs(steps) * 0.01, seen.toString());
    }

    @ParameterizedTest(name = "slide {0}, {1}")
    @CsvSource({
        "8, '0 -1 1 0', 0",
        "4, '0.02 0.31 -0.3 0.01', 120",
        "6, '-0.07 0.07 0.07 0.07', 300",
    })
    void recoversTheMatrix(int seed, String matrix, int backlash) throws Exception {
        double[] m = Arrays.stream(matrix.split(" ")).mapToDouble(Double::parseDouble).toArray();
        double[][] pixels = {{m[0], m[1]}, {m[2], m[3]}};
        SyntheticBench bench = new SyntheticBench(seed, pixels, backlash, 4e-4);
        Calibration found = Calibration.run(bench, 2);
        double[][] expected =
                Mapping.solve(pixels, new double[][] {{1, 0}, {0, 1}}).dividedBy(2).matrix();
        double[][] is =
                new Mapping(found.cameraStageMappingCalibration().imageToStageDisplacement())
                        .matrix();
        double off = 0;
        double size = 0;
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                off = Math.max(off, Math.abs(is[i][j] - expected[i][j]));
                size = Math.max(size, Math.abs(expected[i][j]));
            }
        }
        System.out.printf(
                "[mapping] slide %d: off by %.2f %%, %d moves%n",
                seed, 100 * off / size, bench.moves);
        assertTrue(
                off < 0.02 * size,
                Arrays.deepToString(is) + " instead of " + Arrays.deepToString(expected));
        assertEquals(
                backlash, found.cameraStageMappingCalibration().backlash(), 0.3 * backlash + 3);
        assertArrayEquals(new int[3], bench.position(), "it is where it was");
        assertEquals(List.of(308, 410), found.imageResolution());
    }

    @Test
    void noiseIsNotFollowed() {
        double[][] pixels = {{0, 1}, {1, 0}};
        Tracker tracker = new Tracker(new SyntheticBench(3, pixels, 0, 4e-4).picture());
        assertTrue(tracker.track(new SyntheticBench(3, pixels, 0, 0).picture()).isEmpty());
    }

    @Test
    void aStageThatDoesNotMoveIsAnError() {
        SyntheticBench bench = new SyntheticBench(1, new double[][] {{0, -1}, {1, 0}}, 0, 4e-4);
        bench.stuck = true;
        InvocationError e = assertThrows(InvocationError.class, () -> Calibration.run(bench, 2));
        assertTrue(e.getMessage().contains("no motion"), e.getMessage());
    }

    @Test
    void aBlankPictureIsAnError() {
        Grey blank = new Grey(50, 60, new float[3000]);
        InvocationError e =
                assertThrows(InvocationError.class, () -> new Tracker(blank).track(blank));
        assertTrue(e.getMessage().contains("nothing to see"), e.getMessage());
    }

    @Test
    void axesThatMoveThePictureAlikeAreAnError() {
        SyntheticBench bench = new SyntheticBench(3, new double[][] {{0, -1}, {0, -1}}, 0, 4e-4);
        InvocationError e = assertThrows(InvocationError.class, () -> Calibration.run(bench, 2));
        assertTrue(e.getMessage().contains("same direction"), e.getMessage());
    }

    @Test
    void convertsAsClientsExpect() {
        Mapping mapping = new Mapping(List.of(List.of(0.0, 0.5), List.of(-0.5, 0.0)));
        assertEquals(Map.of("x", -5, "y", 0), mapping.toStage(10, 0));
        assertEquals(Map.of("x", 0, "y", 2), mapping.toStage(0, 5), "half to even");
        assertEquals(Map.of("x", 0, "y", 4), mapping.toStage(0, 7), "half to even");
        assertEquals(10, mapping.toImage(-5, 0).get("x"), 1e-12);
        assertEquals(10, mapping.toImage(0, 5).get("y"), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> mapping.toStage(1e12, 0));
        assertThrows(IllegalArgumentException.class, () -> mapping.toStage(Double.NaN, 0));
    }

    @Test
    void backlashIsFitted() {
        double[] stage = {0, -30, -60, -90, -60, -30, 0, 30, 60, 90};
        double[] lag = BacklashFit.lagging(stage, 40);
        assertArrayEquals(new double[] {0, -30, -60, -90, -90, -70, -40, -10, 20, 50}, lag);
        double[] image = Arrays.stream(lag).map(v -> 0.3 * v + 5).toArray();
        BacklashFit fit = BacklashFit.of(stage, image);
        assertEquals(40, fit.backlash(), 8);
        assertEquals(0.3, fit.slope(), 0.02);
    }
}
