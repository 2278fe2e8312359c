package org.labthings.thing.background;

import java.util.List;

/**
 * The background as a range of colours: what differs from its mean colour by more than so many
 * standard deviations is sample. Brightness does not count, because it changes with focus.
 *
 * @param means of L, u, v
 * @param deviations of L, u, v
 */
record ColourChannels(List<Double> means, List<Double> deviations)
        implements LuvDetector.Background {
    /**
     * Learns from a picture of background.
     *
     * @throws ChannelBlankError when a channel has one value all over
     */
    static ColourChannels learn(LuvImage image) {
        ChannelStatistics all = image.statistics();
        for (double deviation : all.deviations()) {
            if (deviation == 0) {
                throw new ChannelBlankError();
            }
        }
        return new ColourChannels(
                List.of(all.means()[0], all.means()[1], all.means()[2]),
                ChannelStatistics.atLeastSmallest(all.deviations()));
    }

    /** How much of a picture is sample, in percent. */
    @Override
    public double coverage(LuvImage image, double tolerance) {
        float[] luv = image.data();
        double u = deviations.get(1) * tolerance;
        double v = deviations.get(2) * tolerance;
        double meanU = means.get(1);
        double meanV = means.get(2);
        int background = 0;
        for (int i = 0; i < luv.length; i += LuvImage.CHANNELS) {
            if (Math.abs(luv[i + 1] - meanU) < u && Math.abs(luv[i + 2] - meanV) < v) {
                background++;
            }
        }
        return 100 * (1 - (double) background / (luv.length / LuvImage.CHANNELS));
    }
}
