package org.labthings.thing.picamera;

import org.labthings.api.NumericArray;

/**
 * What a sensor gave: one number for each pixel, each behind a red, green or blue filter.
 *
 * @param width pixels, even
 * @param height pixels, even
 * @param data in rows, unsigned
 * @param pattern colours of the pixels (0,0), (1,0), (0,1), (1,1): 0 red, 1 green, 2 blue
 * @param black what the sensor gives without light, for these four
 * @param white the largest number
 */
record RawImage(int width, int height, short[] data, int[] pattern, double[] black, double white) {
    static final int RED = 0;
    static final int GREEN = 1;
    static final int BLUE = 2;
    private static final int COLOURS = 3;

    /** Checks that it is whole. */
    RawImage {
        if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException(
                    "A raw picture of " + width + " x " + height + " has no whole pattern");
        }
        if (data.length != width * height || pattern.length != 4 || black.length != 4) {
            throw new IllegalArgumentException("A raw picture with missing parts");
        }
        int[] count = new int[COLOURS];
        for (int colour : pattern) {
            if (colour < 0 || colour >= COLOURS) {
                throw new IllegalArgumentException("A raw picture with a colour " + colour);
            }
            count[colour]++;
        }
        if (count[RED] == 0 || count[GREEN] == 0 || count[BLUE] == 0) {
            throw new IllegalArgumentException("A raw picture in which a colour is missing");
        }
        if (!(white > 0)) {
            throw new IllegalArgumentException("A raw picture without a white level");
        }
    }

    private int at(int x, int y) {
        return data[y * width + x] & 0xFFFF;
    }

    private static int site(int x, int y) {
        return (y & 1) << 1 | x & 1;
    }

    /**
     * A percentile of all pixels, above black.
     *
     * @param percent 0 to 100
     * @param largest what a saturated pixel is to be, black included
     */
    double percentile(double percent, int largest) {
        long[] histogram = new long[1 << Short.SIZE];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                histogram[(int) Math.max(0, at(x, y) - Math.round(black[site(x, y)]))]++;
            }
        }
        long wanted = (long) Math.ceil(percent / 100 * data.length);
        long seen = 0;
        int level = 0;
        while (level < histogram.length - 1 && (seen += histogram[level]) < wanted) {
            level++;
        }
        return level * (largest / white);
    }

    /** How much of it is as bright as the sensor can tell, 0 to 1. */
    double saturated() {
        long count = 0;
        for (short value : data) {
            if ((value & 0xFFFF) >= white) {
                count++;
            }
        }
        return (double) count / data.length;
    }

    /**
     * Means of a colour above black, in cells of a grid; the last cells take what is left.
     *
     * @return [row][column]
     */
    double[][] grid(int colour, int rows, int columns) {
        double[][] sums = new double[rows][columns];
        long[][] counts = new long[rows][columns];
        int cellHeight = cell(height, rows);
        int cellWidth = cell(width, columns);
        for (int y = 0; y < height; y++) {
            int row = Math.min(rows - 1, y / cellHeight);
            for (int x = 0; x < width; x++) {
                int site = site(x, y);
                if (pattern[site] == colour) {
                    int column = Math.min(columns - 1, x / cellWidth);
                    sums[row][column] += at(x, y) - black[site];
                    counts[row][column]++;
                }
            }
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (counts[row][column] == 0) {
                    throw new IllegalArgumentException(
                            "A raw picture of " + width + " x " + height + " is too small");
                }
                sums[row][column] /= counts[row][column];
            }
        }
        return sums;
    }

    /** Libcamera's cells: of pairs of pixels, rounded up. */
    private static int cell(int pixels, int cells) {
        int pairs = pixels / 2;
        return 2 * ((pairs + cells - 1) / cells);
    }

    /** For clients: rows of numbers. */
    NumericArray toArray() {
        double[] numbers = new double[data.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = data[i] & 0xFFFF;
        }
        return NumericArray.ofIntegers(new int[] {height, width}, numbers);
    }
}
