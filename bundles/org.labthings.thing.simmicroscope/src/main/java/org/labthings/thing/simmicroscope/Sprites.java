package org.labthings.thing.simmicroscope;

/**
 * The shapes of blobs: discs, transparent in the middle and opaque at the rim. Squares of {@link
 * #SIZE} with values from 0 to 255.
 */
final class Sprites {
    static final int SIZE = 52;
    static final int[] RADII = {10, 21, 36, 40, 50};
    private static final int OVERSAMPLING = 4;

    private Sprites() {}

    static short[][] all() {
        short[][] sprites = new short[RADII.length][];
        for (int i = 0; i < RADII.length; i++) {
            sprites[i] = disc(RADII[i]);
        }
        return sprites;
    }

    private static short[] disc(int radius) {
        int side = SIZE * 2 * OVERSAMPLING;
        double centre = (side - 1) / 2.0;
        double edge = OVERSAMPLING * (double) radius;
        double smallest = Double.MAX_VALUE;
        double largest = 0;
        for (int i = 0; i < side * side; i++) {
            double d = Math.hypot(i % side - centre, (double) (i / side) - centre);
            if (d < edge) {
                smallest = Math.min(smallest, d);
                largest = Math.max(largest, d);
            }
        }
        float[] fine = new float[side * side];
        for (int i = 0; i < side * side; i++) {
            double d = Math.hypot(i % side - centre, (double) (i / side) - centre);
            if (d < edge) {
                fine[i] = (int) (255 * (d - smallest) / (largest - smallest));
            }
        }
        float[] coarse = Pixels.resize(fine, side, side, SIZE, SIZE);
        short[] sprite = new short[SIZE * SIZE];
        for (int y = 1; y < SIZE - 1; y++) {
            for (int x = 1; x < SIZE - 1; x++) {
                sprite[y * SIZE + x] = (short) Math.round(coarse[y * SIZE + x]);
            }
        }
        return sprite;
    }
}
