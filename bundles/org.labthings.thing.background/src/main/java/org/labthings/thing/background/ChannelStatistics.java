package org.labthings.thing.background;

import java.util.List;

/**
 * Mean and standard deviation (of the whole population) of each channel of a picture, or of a part
 * of one.
 *
 * @param means of L, u, v
 * @param deviations of L, u, v
 */
record ChannelStatistics(double[] means, double[] deviations) {
    /**
     * Smaller deviations than these are noise of the camera that happened to be low; a background
     * is taken to have at least them.
     */
    private static final double[] SMALLEST = {0.5, 0.3, 0.5};

    /** The deviations, each at least what a background has. */
    static List<Double> atLeastSmallest(double[] deviations) {
        return List.of(
                Math.max(deviations[0], SMALLEST[0]),
                Math.max(deviations[1], SMALLEST[1]),
                Math.max(deviations[2], SMALLEST[2]));
    }
}
