package org.labthings.thing.background;

import java.util.Arrays;
import java.util.List;

/**
 * The background as how little it varies: the picture is divided into 8 x 8 blocks, and a block
 * that varies so many times more than a block of background does, in any channel, is sample.
 *
 * @param deviations of a block of background: L, u, v
 */
record ChannelDeviations(List<Double> deviations) implements LuvDetector.Background {
    private static final int GRID = 8;
    private static final int BLOCKS = GRID * GRID;

    /**
     * Learns from a picture of background: the median over the blocks.
     *
     * @throws ChannelBlankError when a channel varies in no block
     */
    static ChannelDeviations learn(LuvImage image) {
        double[][] blocks = deviations(image);
        double[] median = new double[LuvImage.CHANNELS];
        for (int c = 0; c < median.length; c++) {
            double[] sorted = blocks[c];
            Arrays.sort(sorted);
            if (sorted[BLOCKS - 1] == 0) {
                throw new ChannelBlankError();
            }
            median[c] = (sorted[BLOCKS / 2 - 1] + sorted[BLOCKS / 2]) / 2;
        }
        return new ChannelDeviations(ChannelStatistics.atLeastSmallest(median));
    }

    /** How much of a picture is sample, in percent. */
    @Override
    public double coverage(LuvImage image, double tolerance) {
        double[][] blocks = deviations(image);
        int populated = 0;
        for (int block = 0; block < BLOCKS; block++) {
            boolean sample = false;
            for (int c = 0; c < LuvImage.CHANNELS; c++) {
                sample |= blocks[c][block] > deviations.get(c) * tolerance;
            }
            populated += sample ? 1 : 0;
        }
        return 100.0 * populated / BLOCKS;
    }

    /** Standard deviation of each channel in each block: [channel][block]. */
    private static double[][] deviations(LuvImage image) {
        int columns = image.width() / GRID;
        int rows = image.height() / GRID;
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "A picture of "
                            + image.width()
                            + " x "
                            + image.height()
                            + " pixels is too small to tell sample from background: it takes 8 x 8"
                            + " at least.");
        }
        double[][] out = new double[LuvImage.CHANNELS][BLOCKS];
        for (int block = 0; block < BLOCKS; block++) {
            double[] one =
                    image.statistics(block % GRID * columns, block / GRID * rows, columns, rows)
                            .deviations();
            for (int c = 0; c < one.length; c++) {
                out[c][block] = one[c];
            }
        }
        return out;
    }
}
