package org.labthings.hardware.camera;

import org.labthings.api.NumericArray;
import org.labthings.hardware.image.RgbImage;

/** Pictures as arrays of numbers: [row][column][channel]. */
final class Arrays3 {
    private Arrays3() {}

    static NumericArray of(RgbImage image) {
        double[] values = new double[image.data().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = image.data()[i] & 0xFF;
        }
        return NumericArray.ofIntegers(new int[] {image.height(), image.width(), 3}, values);
    }

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
