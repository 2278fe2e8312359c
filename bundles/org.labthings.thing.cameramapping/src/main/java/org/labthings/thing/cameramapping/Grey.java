package org.labthings.thing.cameramapping;

/**
 * A picture without colours.
 *
 * @param rows from top to bottom
 * @param columns from left to right
 * @param data row by row
 */
record Grey(int rows, int columns, float[] data) {
    /** The means of the channels of [row][column][channel]. */
    static Grey of(double[][][] image) {
        int rows = image.length;
        int columns = image[0].length;
        float[] data = new float[rows * columns];
        int i = 0;
        for (double[][] row : image) {
            for (double[] pixel : row) {
                data[i++] = (float) ((pixel[0] + pixel[1] + pixel[2]) / 3);
            }
        }
        return new Grey(rows, columns, data);
    }
}
