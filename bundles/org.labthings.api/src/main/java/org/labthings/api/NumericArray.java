package org.labthings.api;

import java.util.Arrays;
import java.util.Optional;

/**
 * An n-dimensional array of numbers in row-major order; nested lists on the wire. Immutable. Use
 * {@code double[]}, {@code double[][]} and so on where the number of dimensions is fixed: those are
 * validated.
 *
 * <p>As in LabThings, a client may also send a text where an array is declared; the driver finds
 * out when it asks for the numbers.
 */
public final class NumericArray {
    private final int[] shape;
    private final double[] data;
    private final boolean integral;
    private final String text;

    private NumericArray(int[] shape, double[] data, boolean integral, String text) {
        this.shape = shape;
        this.data = data;
        this.integral = integral;
        this.text = text;
    }

    /**
     * An array of a copy of these numbers.
     *
     * @param shape length of each dimension; empty for a single number
     * @param data the numbers, the last dimension varying fastest
     * @param integral whether they are written without a fraction
     * @throws IllegalArgumentException when shape and data do not agree
     */
    public NumericArray(int[] shape, double[] data, boolean integral) {
        this(shape.clone(), data.clone(), integral, null);
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

    /**
     * An array of floating-point numbers.
     *
     * @param shape length of each dimension; empty for a single number
     * @param data the numbers, the last dimension varying fastest; copied
     * @return an array of as many numbers as the shape needs
     * @throws IllegalArgumentException when shape and data do not agree
     */
    public static NumericArray of(int[] shape, double... data) {
        return new NumericArray(shape, data, false);
    }

    /**
     * An array of integers; each must be exact as a double.
     *
     * @param shape length of each dimension; empty for a single number
     * @param data the numbers, the last dimension varying fastest; copied
     * @return an array that is written without fractions
     * @throws IllegalArgumentException when shape and data do not agree
     */
    public static NumericArray ofIntegers(int[] shape, double... data) {
        return new NumericArray(shape, data, true);
    }

    /**
     * What a client sent in place of numbers.
     *
     * @param text anything, not null
     * @return what has no numbers: asking for them throws
     */
    public static NumericArray ofText(String text) {
        return new NumericArray(new int[0], new double[0], false, text);
    }

    /** {@return the text, if it was sent in place of numbers} */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /**
     * {@return the length of each dimension; empty for a single number} A copy.
     *
     * @throws IllegalArgumentException when a text was sent
     */
    public int[] shape() {
        requireNumbers();
        return shape.clone();
    }

    /**
     * {@return the numbers, the last dimension varying fastest} A copy.
     *
     * @throws IllegalArgumentException when a text was sent
     */
    public double[] data() {
        requireNumbers();
        return data.clone();
    }

    /** {@return whether they are written without a fraction} */
    public boolean integral() {
        return integral;
    }

    /**
     * This array with every number multiplied.
     *
     * @param factor any number; the result stays integral if this is a whole one
     * @return a new array of the same shape
     * @throws IllegalArgumentException when a text was sent
     */
    public NumericArray times(double factor) {
        double[] out = data();
        for (int i = 0; i < out.length; i++) {
            out[i] *= factor;
        }
        return new NumericArray(shape, out, integral && factor == Math.rint(factor));
    }

    private void requireNumbers() {
        if (text != null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a number, nor nested lists of numbers");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumericArray a
                && Arrays.equals(shape, a.shape)
                && Arrays.equals(data, a.data)
                && integral == a.integral
                && java.util.Objects.equals(text, a.text);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data) * 31 + Arrays.hashCode(shape);
    }

    @Override
    public String toString() {
        return text != null
                ? "NumericArray[" + text + "]"
                : "NumericArray" + Arrays.toString(shape) + Arrays.toString(data);
    }
}
