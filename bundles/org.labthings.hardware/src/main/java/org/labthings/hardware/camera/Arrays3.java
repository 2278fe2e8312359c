package org.labthings.hardware.camera;

import org.labthings.api.NumericArray;

/** Means of pictures as arrays of numbers: [row][column][channel]. */
final class Arrays3 {
    private Arrays3() {}

    static NumericArray of(double[][][] means) {
        int rows = means.length;
        int columns = means[0].length;
        double[] values = new double[rows * columns * 3];
        int i = 0;
        for (double[][] row : means) {
            for (double[] pixel : row) {
                for (double value : pixel) {
                    values[i++] = value;
                }
            }
        }
        return NumericArray.of(new int[] {rows, columns, 3}, values);
    }
}
