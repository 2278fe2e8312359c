package org.labthings.hardware.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;
import org.labthings.api.NumericArray;

/**
 * A picture of 8-bit sRGB pixels.
 *
 * @param width pixels from left to right
 * @param height pixels from top to bottom
 * @param data red, green, blue of each pixel, row by row; not copied. Whoever hands the picture on
 *     must not change it any more
 */
public record RgbImage(int width, int height, byte[] data) {
    private static final int CHANNELS = 3;

    /**
     * Checks the size.
     *
     * @param width 1 or more
     * @param height 1 or more
     * @param data three bytes a pixel; not copied
     * @throws IllegalArgumentException when size and data do not agree
     */
    public RgbImage {
        if (width < 1 || height < 1 || data.length != (long) width * height * CHANNELS) {
            throw new IllegalArgumentException(
                    data.length + " bytes are no picture of " + width + " x " + height);
        }
    }

    /**
     * A black picture.
     *
     * @param width 1 or more
     * @param height 1 or more
     * @throws ArithmeticException when it would take more than 2 GB
     */
    public RgbImage(int width, int height) {
        this(
                width,
                height,
                new byte[Math.multiplyExact(Math.max(0, width) * CHANNELS, Math.max(0, height))]);
    }

    /**
     * A picture in the form of {@code java.awt}; a copy, unless it is one of ours.
     *
     * @param image of any type; its transparency is lost
     * @return its pixels in sRGB; shared where it is what {@link #toBufferedImage} makes
     */
    public static RgbImage of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] own = packed(image);
        if (own != null) {
            return new RgbImage(width, height, own);
        }
        RgbImage out = new RgbImage(width, height);
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR
                && image.getRaster().getDataBuffer() instanceof DataBufferByte b
                && b.getData().length == out.data.length) {
            byte[] bgr = b.getData();
            for (int i = 0; i < bgr.length; i += CHANNELS) {
                out.data[i] = bgr[i + 2];
                out.data[i + 1] = bgr[i + 1];
                out.data[i + 2] = bgr[i];
            }
            return out;
        }
        if (image.getRaster().getNumBands() == 1
                && image.getRaster().getDataBuffer() instanceof DataBufferByte b
                && image.getType() == BufferedImage.TYPE_BYTE_GRAY
                && b.getData().length == width * height) {
            for (int i = 0; i < b.getData().length; i++) { // grey as it is: no gamma is undone
                Arrays.fill(out.data, i * CHANNELS, (i + 1) * CHANNELS, b.getData()[i]);
            }
            return out;
        }
        int[] row = new int[width];
        for (int y = 0, i = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int argb : row) {
                out.data[i++] = (byte) (argb >> 16);
                out.data[i++] = (byte) (argb >> 8);
                out.data[i++] = (byte) argb;
            }
        }
        return out;
    }

    /** The bytes of a picture that lie as ours do; null otherwise. */
    private static byte[] packed(BufferedImage image) {
        if (image.getRaster().getSampleModel() instanceof PixelInterleavedSampleModel m
                && image.getRaster().getDataBuffer() instanceof DataBufferByte b
                && Arrays.equals(m.getBandOffsets(), new int[] {0, 1, 2})
                && image.getColorModel().getColorSpace().isCS_sRGB()
                && b.getData().length == image.getWidth() * image.getHeight() * CHANNELS) {
            return b.getData();
        }
        return null;
    }

    /**
     * This picture in the form of {@code java.awt}, as the JPEG writer takes it fastest; shared.
     *
     * @return an image on the same array of bytes
     */
    public BufferedImage toBufferedImage() {
        return new BufferedImage(
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        false,
                        false,
                        BufferedImage.OPAQUE,
                        DataBuffer.TYPE_BYTE),
                Raster.createInterleavedRaster(
                        new DataBufferByte(data, data.length),
                        width,
                        height,
                        width * CHANNELS,
                        CHANNELS,
                        new int[] {0, 1, 2},
                        null),
                false,
                null);
    }

    /**
     * One value.
     *
     * @param x pixels from the left, less than the width: not checked
     * @param y pixels from the top, less than the height
     * @param channel 0 red, 1 green, 2 blue
     * @return 0 to 255
     */
    public int get(int x, int y, int channel) {
        return data[(y * width + x) * CHANNELS + channel] & 0xFF;
    }

    /**
     * The picture as numbers, for clients: eight bytes for each, and megabytes of text for a
     * megapixel.
     *
     * @return [row][column][channel], integers from 0 to 255
     */
    public NumericArray toArray() {
        double[] values = new double[data.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = data[i] & 0xFF;
        }
        return NumericArray.ofIntegers(new int[] {height, width, CHANNELS}, values);
    }

    /**
     * Means of square blocks.
     *
     * @param factor side of a block; what is left over at the right and the bottom is cut off
     * @return [row][column][channel]
     * @throws IllegalArgumentException when no block fits
     */
    public double[][][] blockMeans(int factor) {
        int rows = height / Math.max(1, factor);
        int columns = width / Math.max(1, factor);
        if (factor < 1 || rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "A picture of " + width + " x " + height + " has no blocks of " + factor);
        }
        double[][][] out = new double[rows][columns][CHANNELS];
        for (int y = 0; y < rows * factor; y++) {
            double[][] row = out[y / factor];
            int i = y * width * CHANNELS;
            for (int x = 0; x < columns * factor; x++) {
                double[] sums = row[x / factor];
                sums[0] += data[i++] & 0xFF;
                sums[1] += data[i++] & 0xFF;
                sums[2] += data[i++] & 0xFF;
            }
        }
        double pixels = (double) factor * factor;
        for (double[][] row : out) {
            for (double[] sums : row) {
                sums[0] /= pixels;
                sums[1] /= pixels;
                sums[2] /= pixels;
            }
        }
        return out;
    }

    /**
     * A smaller or larger copy; every pixel is the nearest one: nothing is averaged.
     *
     * @param newWidth 1 or more
     * @param newHeight 1 or more
     * @return a new picture
     */
    public RgbImage nearest(int newWidth, int newHeight) {
        RgbImage out = new RgbImage(newWidth, newHeight);
        int[] columns = new int[newWidth];
        for (int x = 0; x < newWidth; x++) {
            columns[x] = (int) ((long) x * width / newWidth) * CHANNELS;
        }
        for (int y = 0, i = 0; y < newHeight; y++) {
            int from = (int) ((long) y * height / newHeight) * width * CHANNELS;
            for (int column : columns) {
                out.data[i++] = data[from + column];
                out.data[i++] = data[from + column + 1];
                out.data[i++] = data[from + column + 2];
            }
        }
        return out;
    }

    /**
     * A copy of another size; every pixel is the mean of the area it covers (box filter).
     *
     * @param newWidth 1 or more
     * @param newHeight 1 or more
     * @return a new picture; this one when it has that size
     */
    public RgbImage resized(int newWidth, int newHeight) {
        return newWidth == width && newHeight == height
                ? this
                : BoxFilter.resize(this, newWidth, newHeight);
    }

    /** Compares the pixels. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RgbImage i
                && i.width == width
                && i.height == height
                && Arrays.equals(i.data, data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data) * 31 + width;
    }

    @Override
    public String toString() {
        return "RgbImage[" + width + " x " + height + "]";
    }
}
