package org.labthings.thing.background;

import org.labthings.hardware.image.RgbImage;

/**
 * A picture in CIE 1976 L*u*v* (D65), each channel in the scale of OpenCV's bytes: L·255/100, (u +
 * 134)·255/354, (v + 140)·255/262. L is brightness; u and v are colour, which changes little with
 * focus. The values are not rounded: a live stream's JPEG leaves so little noise in the colours of
 * an empty slide that whole numbers would show none, as if the channel were blank.
 *
 * @param width pixels from left to right
 * @param height pixels from top to bottom
 * @param data L, u, v of each pixel, row by row, 0 to 255 each
 */
record LuvImage(int width, int height, float[] data) {
    static final int CHANNELS = 3;

    /** u' and v' of the white point D65, as OpenCV has them. */
    private static final double WHITE_U = 0.19793943;

    private static final double WHITE_V = 0.46831096;

    /** sRGB value to linear light, IEC 61966-2-1. */
    private static final double[] LINEAR = linear();

    private static double[] linear() {
        double[] table = new double[256];
        for (int i = 0; i < table.length; i++) {
            double c = i / 255.0;
            table[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
        return table;
    }

    /** Converts a picture; about 10 ms for 320 x 240. */
    static LuvImage of(RgbImage image) {
        byte[] rgb = image.data();
        float[] luv = new float[rgb.length];
        for (int i = 0; i < rgb.length; i += CHANNELS) {
            double r = LINEAR[rgb[i] & 0xFF];
            double g = LINEAR[rgb[i + 1] & 0xFF];
            double b = LINEAR[rgb[i + 2] & 0xFF];
            double x = 0.412453 * r + 0.357580 * g + 0.180423 * b;
            double y = 0.212671 * r + 0.715160 * g + 0.072169 * b;
            double z = 0.019334 * r + 0.119193 * g + 0.950227 * b;
            double lightness = y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
            double sum = x + 15 * y + 3 * z;
            double u = sum == 0 ? 0 : 13 * lightness * (4 * x / sum - WHITE_U);
            double v = sum == 0 ? 0 : 13 * lightness * (9 * y / sum - WHITE_V);
            luv[i] = scaled(lightness * 255 / 100);
            luv[i + 1] = scaled((u + 134) * 255 / 354);
            luv[i + 2] = scaled((v + 140) * 255 / 262);
        }
        return new LuvImage(image.width(), image.height(), luv);
    }

    private static float scaled(double value) {
        return (float) Math.max(0, Math.min(255, value));
    }

    /** Statistics of a rectangle of the picture. */
    ChannelStatistics statistics(int left, int top, int columns, int rows) {
        double[] means = new double[CHANNELS];
        double[] deviations = new double[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            float first = data[(top * width + left) * CHANNELS + c];
            double sum = 0; // of differences to the first value: where all are the same, all is 0
            double squares = 0;
            for (int y = top; y < top + rows; y++) {
                int i = (y * width + left) * CHANNELS + c;
                for (int end = i + columns * CHANNELS; i < end; i += CHANNELS) {
                    double difference = (double) data[i] - first;
                    sum += difference;
                    squares += difference * difference;
                }
            }
            double mean = sum / ((double) columns * rows);
            means[c] = first + mean;
            deviations[c] =
                    Math.sqrt(Math.max(0, squares / ((double) columns * rows) - mean * mean));
        }
        return new ChannelStatistics(means, deviations);
    }

    /** Statistics of the whole picture. */
    ChannelStatistics statistics() {
        return statistics(0, 0, width, height);
    }
}
