package org.labthings.thing.cameramapping;

import java.util.Optional;
import org.labthings.api.InvocationError;

/**
 * Finds by how far the view has moved over the sample since the template was taken, by correlation
 * of whole pictures: both high-pass filtered, so that shading does not count, and zero-padded to
 * twice their size or more, so that they do not wrap. Belongs to one thread.
 */
final class Tracker {
    private static final int SURROUNDINGS = 17; // of the variance of a Gaussian of 10 pixels
    private static final double PEAK = 0.1;
    private static final double FLAT = 1e-6;

    /** What part of two pictures must show the same for a displacement to be believed. */
    private static final double SMALLEST_OVERLAP = 0.15;

    /** What part of the detail in common must fit. */
    private static final double ALIKE = 0.3;

    /** How far from its maximum a correlation peak is looked at, in pixels. */
    private static final int REACH = 25;

    private final int rows;
    private final int columns;
    private final int height;
    private final int width;
    private final Fft fft;
    private final float[] templateRe;
    private final float[] templateIm;
    private final float[] re;
    private final float[] im;
    private final double[] templateDetail;
    private double[] imageDetail;

    /**
     * A displacement, or a position in the picture.
     *
     * @param y pixels, rows
     * @param x pixels, columns
     */
    record Vector(double y, double x) {
        double length() {
            return Math.hypot(y, x);
        }
    }

    /** A tracker of displacements from this picture. */
    Tracker(Grey template) {
        rows = template.rows();
        columns = template.columns();
        height = Fft.size(2 * rows);
        width = Fft.size(2 * columns);
        fft = new Fft(width, height);
        templateRe = new float[width * height];
        templateIm = new float[width * height];
        re = new float[width * height];
        im = new float[width * height];
        load(template, templateRe);
        templateDetail = detailOf(templateRe);
        fft.forward(templateRe, templateIm, rows);
        for (int i = 0; i < templateIm.length; i++) {
            templateIm[i] = -templateIm[i]; // the conjugate
        }
    }

    /** The largest displacement that is found safely, in pixels. */
    double reach() {
        return Math.min(rows, columns);
    }

    /**
     * How far the view has moved from where the template was taken; some tenths of a second.
     *
     * @return empty when the two have too little in common
     * @throws InvocationError when the picture shows nothing by which one could tell
     */
    Optional<Vector> track(Grey image) {
        java.util.Arrays.fill(re, 0);
        java.util.Arrays.fill(im, 0);
        load(image, re);
        imageDetail = detailOf(re);
        fft.forward(re, im, rows);
        for (int i = 0; i < re.length; i++) {
            float a = re[i] * templateRe[i] - im[i] * templateIm[i];
            im[i] = re[i] * templateIm[i] + im[i] * templateRe[i];
            re[i] = a;
        }
        fft.inverse(re, im);
        return centreOfPeak();
    }

    private void load(Grey image, float[] into) {
        if (image.rows() != rows || image.columns() != columns) {
            throw new InvocationError(
                    "The picture's size changed from "
                            + columns
                            + " x "
                            + rows
                            + " to "
                            + image.columns()
                            + " x "
                            + image.rows()
                            + " meanwhile. Leave the camera as it is and calibrate again.");
        }
        // what surrounds a pixel is subtracted before the padding, so that the picture's border is
        // no detail: it would be found where it was, whatever moved
        double[] sums = integral(image.data(), columns);
        int line = columns + 1;
        for (int y = 0; y < rows; y++) {
            int above = Math.max(0, y - SURROUNDINGS);
            int below = Math.min(rows, y + SURROUNDINGS + 1);
            for (int x = 0; x < columns; x++) {
                int left = Math.max(0, x - SURROUNDINGS);
                int right = Math.min(columns, x + SURROUNDINGS + 1);
                double sum =
                        sums[below * line + right]
                                - sums[above * line + right]
                                - sums[below * line + left]
                                + sums[above * line + left];
                double mean = sum / ((below - above) * (right - left));
                into[y * width + x] = (float) (image.data()[y * columns + x] - mean);
            }
        }
    }

    /** Sums of all that lies above and to the left. */
    private double[] integral(float[] data, int stride) {
        int line = columns + 1;
        double[] sums = new double[(rows + 1) * line];
        for (int y = 0; y < rows; y++) {
            double row = 0;
            for (int x = 0; x < columns; x++) {
                row += data[y * stride + x];
                sums[(y + 1) * line + x + 1] = sums[y * line + x + 1] + row;
            }
        }
        return sums;
    }

    /** Sums of squares of a loaded picture. */
    private double[] detailOf(float[] loaded) {
        float[] squares = new float[rows * columns];
        for (int y = 0, i = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++, i++) {
                float value = loaded[y * width + x];
                squares[i] = value * value;
            }
        }
        return integral(squares, columns);
    }

    /** The correlation is in {@code re}. */
    private Optional<Vector> centreOfPeak() {
        int best = 0;
        double bestScore = 0;
        float smallest = Float.MAX_VALUE;
        for (int v = 0, i = 0; v < height; v++) {
            int dy = wrapped(v, height);
            for (int u = 0; u < width; u++, i++) {
                smallest = Math.min(smallest, re[i]);
                if (re[i] > 0) {
                    double score = re[i] * likeness(re[i], dy, wrapped(u, width));
                    if (score > bestScore) {
                        bestScore = score;
                        best = i;
                    }
                }
            }
        }
        float largest = re[best];
        if (!(bestScore > 0 && largest - smallest > FLAT)) {
            throw new InvocationError(
                    "There is nothing to see by which a displacement could be told. Put a sample"
                            + " under the lens, focus, and try again.");
        }
        if (likeness(largest, wrapped(best / width, height), wrapped(best % width, width))
                < ALIKE) {
            return Optional.empty();
        }
        double threshold = largest - PEAK * (largest - smallest);
        double mass = 0;
        double y = 0;
        double x = 0;
        for (int v = -REACH; v <= REACH; v++) {
            int row = Math.floorMod(best / width + v, height) * width;
            for (int u = -REACH; u <= REACH; u++) {
                double above = re[row + Math.floorMod(best % width + u, width)] - threshold;
                if (above > 0) {
                    mass += above;
                    y += above * v;
                    x += above * u;
                }
            }
        }
        // the maximum itself lies above the threshold: there is mass
        double moved = wrapped(best / width, height) + y / mass;
        double aside = wrapped(best % width, width) + x / mass;
        return Optional.of(new Vector(-moved, -aside)); // what is in view moves against the view
    }

    /**
     * How much of the detail in the common part of two pictures fits at a displacement: 1 when all
     * of it does. A large correlation alone may be the chance meeting of two large things.
     */
    private double likeness(double correlation, int dy, int dx) {
        int commonRows = rows - Math.abs(dy);
        int commonColumns = columns - Math.abs(dx);
        if (commonRows < 1
                || commonColumns < 1
                || (double) commonRows * commonColumns < SMALLEST_OVERLAP * rows * columns) {
            return 0;
        }
        double of =
                detail(
                        templateDetail,
                        Math.max(0, -dy),
                        Math.max(0, -dx),
                        commonRows,
                        commonColumns);
        double with =
                detail(imageDetail, Math.max(0, dy), Math.max(0, dx), commonRows, commonColumns);
        return of * with > 0 ? correlation / Math.sqrt(of * with) : 0;
    }

    private double detail(double[] sums, int top, int left, int high, int wide) {
        int line = columns + 1;
        return sums[(top + high) * line + left + wide]
                - sums[top * line + left + wide]
                - sums[(top + high) * line + left]
                + sums[top * line + left];
    }

    private static int wrapped(int index, int size) {
        return index < size / 2 ? index : index - size;
    }
}
