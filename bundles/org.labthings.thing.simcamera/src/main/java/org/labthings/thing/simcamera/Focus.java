package org.labthings.thing.simcamera;

/**
 * How blurred the picture is at some distance from the focus. Levels are close enough that no step
 * is seen, and few enough that pictures of each can be kept.
 *
 * @param level 0 is sharp
 * @param sigma standard deviation of the blur, in pixels
 * @param scale strongly blurred pictures are made this many times smaller and enlarged
 */
record Focus(int level, double sigma, int scale) {
    private static final double SIGMA_PER_STEP = 0.05;
    private static final double FIRST = 0.3;
    private static final double RATIO = 1.07;
    private static final double LARGEST = 32;

    /** The level at so many steps from the focus. */
    static Focus at(int steps) {
        double sigma = Math.min(LARGEST, Math.abs((double) steps) * SIGMA_PER_STEP);
        if (sigma < FIRST) {
            return new Focus(0, 0, 1);
        }
        int level = 1 + (int) Math.round(Math.log(sigma / FIRST) / Math.log(RATIO));
        double exact = FIRST * Math.pow(RATIO, level - 1.0);
        return new Focus(level, exact, exact < 3 ? 1 : exact < 6 ? 2 : exact < 14 ? 4 : 8);
    }

    /** How far a blurred shape reaches beyond its sharp outline, in pixels. */
    int reach() {
        return (int) Math.ceil(3 * sigma) + scale;
    }
}
