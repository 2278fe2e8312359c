package org.labthings.api;

import java.util.Arrays;

/**
 * An n-dimensional array of numbers in row-major order; nested lists on the wire. Use {@code
 * double[]}, {@code double[][]} and so on where the number of dimensions is fixed.
 *
 * @param shape length of each dimension; empty for a single number
 * @param data the numbers, the last dimension varying fastest
 * @param integral whether they are written without a fraction
 */
public record NumericArray(int[] shape, double[] data, boolean integral) {
    /** Checks that shape and data agree, and copies both. */
    public NumericArray {
        shape = shape.clone();
        data = data.clone();
        long count = 1;
        for (int n : shape) {
            count *= n;
        }
        if (count != data.length) {
            throw new IllegalArgumentException(
                    "Shape "
                            + Arrays.toString(shape)
                            + " needs "
                            + count
                            + " numbers, not "
                            + data.length);
        }
    }

    /** An array of floating-point numbers. */
    public static NumericArray of(int[] shape, double... data) {
        return new NumericArray(shape, data, false);
    }

    /** An array of integers; each must be exact as a double. */
    public static NumericArray ofIntegers(int[] shape, double... data) {
        return new NumericArray(shape, data, true);
    }

    /** This array with every number multiplied. */
    public NumericArray times(double factor) {
        double[] out = data.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] *= factor;
        }
        return new NumericArray(shape, out, integral && factor == Math.rint(factor));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumericArray a
                && Arrays.equals(shape, a.shape)
                && Arrays.equals(data, a.data)
                && integral == a.integral;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data) * 31 + Arrays.hashCode(shape);
    }

    @Override
    public String toString() {
        return "NumericArray" + Arrays.toString(shape) + Arrays.toString(data);
    }
}
