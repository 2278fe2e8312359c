package org.labthings.thing.picamera;

/**
 * An empty field of view, brighter in the middle, reddish, before a sensor of 10 bits.
 *
 * @param light numbers of green in the middle for each microsecond
 */
record FakeScene(double light) {
    static final int WIDTH = 656;
    static final int HEIGHT = 492;
    static final double BLACK = 64;
    static final int WHITE = 1023;
    static final int SHORTEST = 9;
    static final int LONGEST = 30_000;
    static final double STRONGEST = 8;
    static final double[] COLOURS = {0.6, 1, 0.5};
    private static final int[] BGGR = {2, 1, 1, 0};

    /** How much light a place gets, 1 in the middle. */
    static double shading(int x, int y) {
        double dx = (x - WIDTH / 2.0) / WIDTH;
        double dy = (y - HEIGHT / 2.0) / HEIGHT;
        return 1 - 0.8 * (dx * dx + dy * dy);
    }

    AutoExposure.Shot take(Exposure exposure) {
        int micros = Math.min(LONGEST, Math.max(SHORTEST, exposure.micros()));
        double gain = Math.max(1, Math.min(STRONGEST, exposure.gain()));
        short[] data = new short[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int colour = BGGR[(y & 1) << 1 | x & 1];
                double level = light * micros * gain * shading(x, y) * COLOURS[colour];
                data[y * WIDTH + x] = (short) Math.min(WHITE, Math.round(BLACK + level));
            }
        }
        double[] black = {BLACK, BLACK, BLACK, BLACK};
        return new AutoExposure.Shot(
                new RawImage(WIDTH, HEIGHT, data, BGGR, black, WHITE), micros, gain);
    }
}
