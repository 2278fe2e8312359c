package org.labthings.thing.simmicroscope;

import java.util.List;
import java.util.Random;

/**
 * A slide with blobs, at two resolutions: low powers of the lens see more of it. Immutable.
 *
 * @param fine for high powers
 * @param coarse for low powers
 */
record Sample(Canvas fine, Canvas coarse) {
    private static final int[] BACKGROUND = {220, 215, 217};
    private static final int FINE = 2;
    private static final int COARSE = 8;

    /** A colour, 0 to 255 each. */
    record Colour(int red, int green, int blue) {
        int channel(int c) {
            return c == 0 ? red : c == 1 ? green : blue;
        }
    }

    /** Where there is nothing but background. */
    static Sample blank(int fullWidth, int fullHeight) {
        return new Sample(
                plain(fullWidth / FINE, fullHeight / FINE, FINE),
                plain(fullWidth / COARSE, fullHeight / COARSE, COARSE));
    }

    private static Canvas plain(int width, int height, int scale) {
        byte[] data = new byte[width * height * 3];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) BACKGROUND[i % 3];
        }
        return new Canvas(width, height, scale, data);
    }

    /**
     * A slide with blobs at random.
     *
     * @param density blobs in a million full-resolution pixels
     * @param colours of the blobs, each of one
     */
    static Sample random(
            int fullWidth, int fullHeight, int density, List<Colour> colours, Random random) {
        int width = fullWidth / FINE;
        int height = fullHeight / FINE;
        short[] values = new short[width * height * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) BACKGROUND[i % 3];
        }
        short[][] sprites = Sprites.all();
        int blobs = (int) (density * 1e-6 * width * height * FINE * FINE);
        int half = Sprites.SIZE / 2;
        for (int i = 0; i < blobs && width > Sprites.SIZE && height > Sprites.SIZE; i++) {
            int x = half + (int) (random.nextDouble() * (width - 2 * half));
            int y = half + (int) (random.nextDouble() * (height - 2 * half));
            subtract(
                    values,
                    width,
                    x - half,
                    y - half,
                    sprites[random.nextInt(sprites.length)],
                    colours.get(random.nextInt(colours.size())));
        }
        byte[] data = new byte[values.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) Math.max(0, Math.min(255, values[i]));
        }
        Canvas fine = new Canvas(width, height, FINE, data);
        return new Sample(fine, shrunk(fine, fullWidth / COARSE, fullHeight / COARSE));
    }

    private static void subtract(
            short[] values, int width, int left, int top, short[] sprite, Colour colour) {
        for (int y = 0; y < Sprites.SIZE; y++) {
            int at = ((top + y) * width + left) * 3;
            for (int x = 0; x < Sprites.SIZE; x++) {
                int shade = sprite[y * Sprites.SIZE + x];
                for (int c = 0; c < 3; c++, at++) {
                    values[at] -= (short) ((255 - colour.channel(c)) * shade / 255);
                }
            }
        }
    }

    /** Beyond its border the canvas goes on as its border is, which is therefore background. */
    private static Canvas shrunk(Canvas fine, int width, int height) {
        Canvas coarse = plain(width, height, COARSE);
        float[] plane = new float[fine.width() * fine.height()];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = fine.data()[i * 3 + c] & 0xFF;
            }
            float[] small = Pixels.resize(plane, fine.width(), fine.height(), width, height);
            for (int y = 1; y < height - 1; y++) {
                for (int x = 1; x < width - 1; x++) {
                    coarse.data()[(y * width + x) * 3 + c] =
                            (byte) Math.round(small[y * width + x]);
                }
            }
        }
        return coarse;
    }
}
