package org.labthings.thing.autofocus;

/**
 * How sharp the frames of one move were, and where the stage was then; at least one frame.
 *
 * @param z steps
 * @param sizes bytes
 */
record Curve(double[] z, double[] sizes) {
    /** Index of the first maximum. */
    int sharpest() {
        int best = 0;
        for (int i = 1; i < sizes.length; i++) {
            if (sizes[i] > sizes[best]) {
                best = i;
            }
        }
        return best;
    }
}
