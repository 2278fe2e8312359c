package org.labthings.thing.simmicroscope;

import java.util.Random;
import org.labthings.hardware.image.RgbImage;

/**
 * Makes the picture of a sample as a lens and a sensor see it: cuts out what is in view, enlarges
 * it, blurs it, adds noise. Its buffers are used again: it belongs to one thread.
 *
 * <p>A picture costs the same at every distance from the focus: the blur is three box filters with
 * running sums, whose widths make up the standard deviation of a Gaussian (Kovesi, Fast
 * Almost-Gaussian Filtering, 2010).
 */
final class Optics {
    private static final double STEPS_TO_SIGMA = 0.07;
    private static final double LOW_POWER = 0.4;
    private static final double SHARP = 0.5;
    private static final int GRAINS = 500;

    private final int width;
    private final int height;
    private final Random random;
    private Blur blur;
    private final int[] noise = new int[GRAINS];

    Optics(int width, int height, Random random) {
        this.width = width;
        this.height = height;
        this.random = random;
    }

    /**
     * What is seen.
     *
     * @param x of the stage's hardware, in steps
     * @param y of the stage's hardware, in steps
     * @param z of the stage's hardware, in steps from the focus
     * @param objective power of the lens: 40 shows a step as 2 pixels
     * @param repeating whether the sample has no end
     */
    record View(int x, int y, int z, int objective, boolean repeating, double noiseLevel) {
        /** Standard deviation of the blur, in pixels. */
        double sigma() {
            double power = objective / 20.0;
            return Math.abs((double) z) * STEPS_TO_SIGMA * power * power / 5;
        }
    }

    /** Makes a picture, of which nobody else has a copy. */
    RgbImage expose(Sample sample, View view) {
        double k = view.objective / 40.0;
        Canvas canvas = k >= LOW_POWER ? sample.fine() : sample.coarse();
        double magnification = k * canvas.scale();
        int rows = Math.max(1, (int) Math.floor(height / magnification));
        int columns = Math.max(1, (int) Math.floor(width / magnification));
        // 2 full-resolution pixels a step
        long top = offset(view.y, canvas.scale()) - rows / 2 + canvas.height() / 2;
        long left = offset(view.x, canvas.scale()) - columns / 2 + canvas.width() / 2;
        int[] rowOf = indices(top, rows, canvas.height(), view.repeating);
        int[] columnOf = indices(left, columns, canvas.width(), view.repeating);
        byte[] crop = crop(canvas, rowOf, columnOf);
        RgbImage image = new RgbImage(width, height);
        double sigma = view.sigma() > SHARP ? view.sigma() : 0;
        double enlarged = (double) width / columns;
        // blurring and enlarging may be exchanged, and there is less to blur before
        boolean early = enlarged >= 1.5 && sigma > 0;
        if (early) {
            blur(columns, rows).apply(crop, sigma / enlarged);
        }
        enlarge(crop, columns, rows, image.data());
        if (sigma > 0 && !early) {
            blur(width, height).apply(image.data(), sigma);
        }
        addNoise(image.data(), view.noiseLevel);
        return image;
    }

    private Blur blur(int columns, int rows) {
        if (blur == null || !blur.fits(columns, rows)) {
            blur = new Blur(columns, rows);
        }
        return blur;
    }

    private static byte[] crop(Canvas canvas, int[] rowOf, int[] columnOf) {
        byte[] in = canvas.data();
        byte[] out = new byte[rowOf.length * columnOf.length * 3];
        int at = 0;
        for (int row : rowOf) {
            int from = row * canvas.width();
            for (int column : columnOf) {
                int i = (from + column) * 3;
                out[at++] = in[i];
                out[at++] = in[i + 1];
                out[at++] = in[i + 2];
            }
        }
        return out;
    }

    private static long offset(int steps, int scale) {
        return (long) (steps * 2.0 / scale); // towards zero
    }

    private static int[] indices(long first, int count, int size, boolean repeating) {
        int[] out = new int[count];
        for (int i = 0; i < count; i++) {
            out[i] =
                    (int)
                            (repeating
                                    ? Math.floorMod(first + i, (long) size)
                                    : Math.max(0, Math.min(size - 1, first + i)));
        }
        return out;
    }

    /** Bilinear, in integers of 1/256. */
    private void enlarge(byte[] in, int columns, int rows, byte[] out) {
        Pixels.Axis across = Pixels.Axis.of(columns, width);
        Pixels.Axis down = Pixels.Axis.of(rows, height);
        int[] left = new int[width];
        int[] right = new int[width];
        int[] u = new int[width];
        for (int x = 0; x < width; x++) {
            left[x] = across.first()[x] * 3;
            right[x] = Math.min(columns - 1, across.first()[x] + 1) * 3;
            u[x] = Math.round(across.weight()[x] * 256);
        }
        int[] above = new int[width * 3];
        int[] below = new int[width * 3];
        int aboveRow = -1;
        int belowRow = -1;
        for (int y = 0, at = 0; y < height; y++) {
            int first = down.first()[y];
            int next = Math.min(rows - 1, first + 1);
            if (first == belowRow && first != aboveRow) { // the line below becomes that above
                int[] swap = above;
                above = below;
                below = swap;
                aboveRow = belowRow;
                belowRow = -1;
            }
            if (first != aboveRow) {
                line(in, first * columns * 3, left, right, u, above);
                aboveRow = first;
            }
            if (next != belowRow) {
                line(in, next * columns * 3, left, right, u, below);
                belowRow = next;
            }
            int v = Math.round(down.weight()[y] * 256);
            int w = 256 - v;
            for (int i = 0; i < width * 3; i++) {
                out[at++] = (byte) ((above[i] * w + below[i] * v + 32768) >> 16);
            }
        }
    }

    private static void line(byte[] in, int row, int[] left, int[] right, int[] u, int[] out) {
        for (int x = 0, i = 0; x < u.length; x++) {
            int l = row + left[x];
            int r = row + right[x];
            int v = u[x];
            int w = 256 - v;
            out[i++] = (in[l] & 0xFF) * w + (in[r] & 0xFF) * v;
            out[i++] = (in[l + 1] & 0xFF) * w + (in[r + 1] & 0xFF) * v;
            out[i++] = (in[l + 2] & 0xFF) * w + (in[r + 2] & 0xFF) * v;
        }
    }

    private void addNoise(byte[] data, double level) {
        if (level <= 0) {
            return;
        }
        for (int i = 0; i < GRAINS; i++) {
            noise[i] = (int) (random.nextGaussian() * level);
        }
        for (int from = 0; from < data.length; from += GRAINS) {
            int end = Math.min(GRAINS, data.length - from);
            for (int i = 0; i < end; i++) {
                int value = (data[from + i] & 0xFF) + noise[i];
                if ((value & ~0xFF) != 0) {
                    value = value < 0 ? 0 : 255;
                }
                data[from + i] = (byte) value;
            }
        }
    }
}
