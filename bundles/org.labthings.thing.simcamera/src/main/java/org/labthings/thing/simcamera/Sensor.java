package org.labthings.thing.simcamera;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Turns what lies under the lens into a picture: puts tiles side by side, darkens the corners as a
 * lens does, and adds the noise of a sensor. Its picture is used again for the next one.
 */
final class Sensor {
    private static final int NOISE = 1 << 18;
    private static final double CORNER_SHADE = 0.16;

    private final SplittableRandom random;
    private final double cornerShade;
    private final byte[] noise = new byte[NOISE];
    private double noiseLevel = -1;
    private BufferedImage image;
    private byte[] pixels;
    private int[] shadeOfColumn;

    /** A sensor behind a lens. */
    Sensor(long seed) {
        this(seed, CORNER_SHADE);
    }

    private Sensor(long seed, double cornerShade) {
        random = new SplittableRandom(seed);
        this.cornerShade = cornerShade;
    }

    /** For tests: a sensor behind a lens that darkens nothing. */
    static Sensor bare() {
        return new Sensor(0, 0);
    }

    /**
     * Takes a picture.
     *
     * @param centreX what is in the middle
     * @param noiseSigma standard deviation of the noise, in grey levels
     * @return the picture, valid until the next is taken
     */
    BufferedImage expose(
            Tiles tiles,
            long centreX,
            long centreY,
            Focus focus,
            FrameSize size,
            double noiseSigma) {
        prepare(size, noiseSigma);
        int width = size.width();
        int height = size.height();
        long left = centreX - width / 2;
        long top = centreY - height / 2;
        int y = 0;
        while (y < height) {
            long tileRow = Math.floorDiv(top + y, (long) Tiles.SIZE);
            int firstRow = (int) (top + y - tileRow * Tiles.SIZE);
            int rows = Math.min(Tiles.SIZE - firstRow, height - y);
            int x = 0;
            while (x < width) {
                long tileColumn = Math.floorDiv(left + x, (long) Tiles.SIZE);
                int firstColumn = (int) (left + x - tileColumn * Tiles.SIZE);
                int columns = Math.min(Tiles.SIZE - firstColumn, width - x);
                byte[] tile = tiles.tile(tileColumn, tileRow, focus);
                for (int row = 0; row < rows; row++) {
                    line(
                            tile,
                            ((firstRow + row) * Tiles.SIZE + firstColumn) * 3,
                            x * 3,
                            y + row,
                            columns * 3);
                }
                x += columns;
            }
            y += rows;
        }
        return image;
    }

    /** Part of a line: shade and noise in one go. */
    private void line(byte[] tile, int from, int to, int y, int bytes) {
        double dy = 2.0 * y / image.getHeight() - 1;
        int shadeOfRow = (int) (65536 * (1 - cornerShade / 2 * dy * dy));
        int grain = random.nextInt(NOISE - bytes);
        int out = y * image.getWidth() * 3 + to;
        byte[] target = pixels;
        int[] shade = shadeOfColumn;
        for (int i = 0; i < bytes; i++) {
            int v =
                    ((tile[from + i] & 0xFF) * (shadeOfRow - shade[to + i]) >> 16)
                            + noise[grain + i];
            if ((v & ~0xFF) != 0) {
                v = v < 0 ? 0 : 255;
            }
            target[out + i] = (byte) v;
        }
    }

    private void prepare(FrameSize size, double noiseSigma) {
        if (image == null
                || image.getWidth() != size.width()
                || image.getHeight() != size.height()) {
            image = rgb(size.width(), size.height());
            pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            shadeOfColumn = new int[size.width() * 3];
            for (int i = 0; i < shadeOfColumn.length; i++) {
                double dx = 2.0 * (i / 3) / size.width() - 1;
                shadeOfColumn[i] = (int) (65536 * cornerShade / 2 * dx * dx);
            }
        }
        if (noiseSigma != noiseLevel) {
            noiseLevel = noiseSigma;
            Random gaussian = new Random(random.nextLong());
            for (int i = 0; i < NOISE; i++) {
                long grain = Math.round(gaussian.nextGaussian() * noiseSigma);
                noise[i] = (byte) Math.max(-128, Math.min(127, grain));
            }
        }
    }

    /** A picture whose bytes lie as the JPEG writer takes them fastest: red, green, blue. */
    private static BufferedImage rgb(int width, int height) {
        WritableRaster raster =
                Raster.createInterleavedRaster(
                        DataBuffer.TYPE_BYTE,
                        width,
                        height,
                        width * 3,
                        3,
                        new int[] {0, 1, 2},
                        null);
        ComponentColorModel model =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        false,
                        false,
                        BufferedImage.OPAQUE,
                        DataBuffer.TYPE_BYTE);
        return new BufferedImage(model, raster, false, null);
    }
}
