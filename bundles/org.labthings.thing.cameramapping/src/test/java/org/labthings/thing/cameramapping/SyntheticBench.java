package org.labthings.thing.cameramapping;

import java.util.Random;

/** A stage with backlash over a slide with discs; what a step is in pixels is given. */
final class SyntheticBench implements Bench {
    private static final int SIDE = 3000;
    private static final int ROWS = 154;
    private static final int COLUMNS = 205;

    private final float[] slide = new float[SIDE * SIDE];
    private final double[][] pixels;
    private final int backlash;
    private final Random noise = new Random(9);
    private final int[] told = new int[3];
    private final int[] real = new int[3];
    int moves;
    boolean stuck;

    /**
     * A bench.
     *
     * @param pixels (row, column) by which the view moves for a step in x, and in y
     */
    SyntheticBench(long seed, double[][] pixels, int backlash, double density) {
        this.pixels = pixels;
        this.backlash = backlash;
        Random random = new Random(seed);
        java.util.Arrays.fill(slide, 217);
        int discs = (int) (density * SIDE * SIDE);
        for (int i = 0; i < discs; i++) {
            int radius = 3 + random.nextInt(11);
            disc(random.nextInt(SIDE), random.nextInt(SIDE), radius);
        }
    }

    private void disc(int cy, int cx, int radius) {
        for (int y = -radius; y <= radius; y++) {
            for (int x = -radius; x <= radius; x++) {
                double d = Math.hypot(x, y) / radius;
                if (d < 1) {
                    int i = Math.floorMod(cy + y, SIDE) * SIDE + Math.floorMod(cx + x, SIDE);
                    slide[i] = Math.max(0, slide[i] - (float) (120 * d));
                }
            }
        }
    }

    @Override
    public int[] position() {
        return told.clone();
    }

    @Override
    public void moveTo(int[] position) {
        moves++;
        for (int i = 0; i < 3; i++) {
            told[i] = position[i];
            real[i] = Math.min(Math.max(real[i], position[i] - backlash), position[i]);
        }
    }

    @Override
    public Grey picture() {
        double row = SIDE / 2.0;
        double column = SIDE / 2.0;
        if (!stuck) {
            row += real[0] * pixels[0][0] + real[1] * pixels[1][0];
            column += real[0] * pixels[0][1] + real[1] * pixels[1][1];
        }
        float[] data = new float[ROWS * COLUMNS];
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                data[y * COLUMNS + x] = (float) (at(row + y, column + x) + noise.nextGaussian());
            }
        }
        return new Grey(ROWS, COLUMNS, data);
    }

    private double at(double y, double x) {
        int row = (int) Math.floor(y);
        int column = (int) Math.floor(x);
        double v = y - row;
        double u = x - column;
        return pixel(row, column) * (1 - v) * (1 - u)
                + pixel(row, column + 1) * (1 - v) * u
                + pixel(row + 1, column) * v * (1 - u)
                + pixel(row + 1, column + 1) * v * u;
    }

    private float pixel(int y, int x) {
        return slide[Math.floorMod(y, SIDE) * SIDE + Math.floorMod(x, SIDE)];
    }

    @Override
    public void tell(String message) {}
}
