package org.labthings.stitcher;

import org.labthings.hardware.image.RgbImage;

/**
 * A picture without colour: the mean of the channels.
 *
 * @param width pixels
 * @param height pixels
 * @param data row by row
 */
record Grey(int width, int height, float[] data) {
    static Grey of(RgbImage image) {
        float[] data = new float[image.width() * image.height()];
        byte[] rgb = image.data();
        for (int i = 0, j = 0; i < data.length; i++, j += 3) {
            data[i] = ((rgb[j] & 0xFF) + (rgb[j + 1] & 0xFF) + (rgb[j + 2] & 0xFF)) / 3f;
        }
        return new Grey(image.width(), image.height(), data);
    }

    /** Half as large; each pixel is the mean of four. */
    Grey halved() {
        int w = Math.max(1, width / 2);
        int h = Math.max(1, height / 2);
        float[] half = new float[w * h];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int right = Math.min(2 * x + 1, width - 1);
                int below = Math.min(2 * y + 1, height - 1) * width;
                int here = 2 * y * width;
                half[y * w + x] =
                        (data[here + 2 * x]
                                        + data[here + right]
                                        + data[below + 2 * x]
                                        + data[below + right])
                                / 4;
            }
        }
        return new Grey(w, h, half);
    }

    /**
     * How well another picture fits on this one: the correlation coefficient of what both show.
     *
     * @param dx where the other one's left edge is
     * @param dy where the other one's top edge is
     * @return -1 to 1; -1 also when there is next to nothing to compare, or it is all the same
     */
    double correlation(Grey other, int dx, int dy) {
        int left = Math.max(0, dx);
        int right = Math.min(width, dx + other.width);
        int top = Math.max(0, dy);
        int bottom = Math.min(height, dy + other.height);
        if (right - left < FEWEST || bottom - top < FEWEST) {
            return -1;
        }
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int y = top; y < bottom; y++) {
            int i = y * width + left;
            int j = (y - dy) * other.width + left - dx;
            for (int end = y * width + right; i < end; i++, j++) {
                float u = data[i];
                float v = other.data[j];
                a += u;
                b += v;
                aa += u * u;
                bb += v * v;
                ab += u * v;
            }
        }
        double n = (double) (right - left) * (bottom - top);
        double variances = (aa - a * a / n) * (bb - b * b / n);
        return variances <= 1e-6 * n * n ? -1 : (ab - a * b / n) / Math.sqrt(variances);
    }

    private static final int FEWEST = 4;
}
