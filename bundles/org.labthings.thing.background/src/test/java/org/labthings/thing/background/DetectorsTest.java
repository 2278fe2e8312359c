package org.labthings.thing.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.labthings.hardware.BackgroundDetector.Judgement;
import org.labthings.hardware.image.RgbImage;

class DetectorsTest {
    private static final int[] GLASS = {220, 215, 217};
    private static final int[] STAIN = {185, 55, 185};

    private final ColourChannelDetector colours = new ColourChannelDetector();
    private final ChannelDeviationDetector deviations = new ChannelDeviationDetector();

    @Test
    void theyLearnAndThenTellSampleFromBackground() {
        colours.setBackground(picture(0, 1));
        deviations.setBackground(picture(0, 1));

        assertEquals(
                new Judgement(false, "only 0.0% sample"), colours.imageIsSample(picture(0, 2)));
        assertEquals(
                new Judgement(false, "only 0.0% sample"), deviations.imageIsSample(picture(0, 2)));
        Judgement half = colours.imageIsSample(picture(160, 3));
        assertTrue(half.sample());
        assertEquals("50.0% sample", half.explanation());
        // an edge runs through 8 of 64 blocks: what is evenly stained does not vary
        assertEquals(
                new Judgement(false, "only 12.5% sample"),
                deviations.imageIsSample(picture(150, 3)));
        assertTrue(deviations.imageIsSample(checks(20, 4)).sample());
    }

    @Test
    void brightnessIsNoColour() {
        colours.setBackground(picture(0, 1));
        RgbImage darker = noisy(320, 240, (x, y) -> new int[] {205, 200, 202}, 7);
        assertFalse(colours.imageIsSample(darker).sample(), "defocus makes a picture darker");
    }

    @Test
    void coverageMustExceedTheLimit() {
        colours.setBackground(picture(0, 1));
        colours.minSampleCoverage.set(50.0);
        assertFalse(colours.imageIsSample(picture(160, 3)).sample(), "just 50 %");
        colours.minSampleCoverage.set(49.9);
        assertTrue(colours.imageIsSample(picture(160, 3)).sample());
    }

    @Test
    void whatIsBlankIsNotLearnt() {
        RgbImage black = new RgbImage(64, 64);
        assertThrows(ChannelBlankError.class, () -> colours.setBackground(black));
        assertThrows(ChannelBlankError.class, () -> deviations.setBackground(black));
        assertFalse(colours.ready());
        assertFalse(deviations.ready());
    }

    /** What JPEG leaves of an empty slide: noise in the brightness, next to none in the colours. */
    @Test
    void aSlideWithoutNoiseInItsColoursIsLearnt() {
        Random random = new Random(5);
        RgbImage glass = new RgbImage(320, 240);
        for (int i = 0; i < glass.data().length; i += 3) {
            int noise = random.nextInt(4) - 2;
            for (int c = 0; c < 3; c++) {
                glass.data()[i + c] = (byte) (GLASS[c] + noise);
            }
        }
        colours.setBackground(glass);
        deviations.setBackground(glass);
        assertFalse(colours.imageIsSample(glass).sample());
        assertFalse(deviations.imageIsSample(glass).sample());
    }

    @Test
    void withoutBackgroundTheySayWhatToDo() {
        for (Runnable judging :
                List.<Runnable>of(
                        () -> colours.imageIsSample(picture(0, 1)),
                        () -> deviations.imageIsSample(picture(0, 1)))) {
            assertEquals(
                    "Background is not set: you need to calibrate background detection.",
                    assertThrows(MissingBackgroundDataError.class, judging::run).getMessage());
        }
    }

    @Test
    void lowDeviationsAreRaised() {
        RgbImage nearlyEven = noisy(320, 240, (x, y) -> x == 0 && y < 8 ? STAIN : GLASS, 1, 0);
        colours.setBackground(nearlyEven);
        assertEquals(Optional.of(List.of(0.5, 0.3, 0.5)), floor(colours.backgroundStds.get()));
        assertThrows( // but 1 of 64 blocks varies, so it is not blank, and the median is 0
                IllegalArgumentException.class, () -> deviations.setBackground(new RgbImage(7, 7)));
        deviations.setBackground(nearlyEven);
        assertEquals(Optional.of(List.of(0.5, 0.3, 0.5)), deviations.backgroundStds.get());
    }

    @Test
    void aDamagedSettingIsNoBackground() {
        deviations.backgroundStds.set(Optional.of(List.of(1.0)));
        assertFalse(deviations.ready());
    }

    private static Optional<List<Double>> floor(Optional<List<Double>> stds) {
        return stds.map(s -> List.of(Math.min(s.get(0), 0.5), Math.min(s.get(1), 0.3), 0.5));
    }

    private interface Scene {
        int[] colour(int x, int y);
    }

    /** Glass with a stain on its left side. */
    private static RgbImage picture(int stained, int seed) {
        return noisy(320, 240, (x, y) -> x < stained ? STAIN : GLASS, seed);
    }

    private static RgbImage checks(int side, int seed) {
        return noisy(320, 240, (x, y) -> (x / side + y / side) % 2 == 0 ? STAIN : GLASS, seed);
    }

    private static RgbImage noisy(int width, int height, Scene scene, int seed) {
        return noisy(width, height, scene, seed, 2);
    }

    private static RgbImage noisy(int width, int height, Scene scene, int seed, double noise) {
        Random random = new Random(seed);
        RgbImage image = new RgbImage(width, height);
        for (int i = 0; i < width * height; i++) {
            int[] colour = scene.colour(i % width, i / width);
            for (int c = 0; c < 3; c++) {
                long value = colour[c] + Math.round(random.nextGaussian() * noise);
                image.data()[3 * i + c] = (byte) Math.max(0, Math.min(255, value));
            }
        }
        return image;
    }
}
