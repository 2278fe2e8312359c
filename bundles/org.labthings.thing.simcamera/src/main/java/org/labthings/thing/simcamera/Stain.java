package org.labthings.thing.simcamera;

/**
 * The colour of light that has passed through stains: each takes away a part of what is left (the
 * law of Beer and Lambert). Looked up in tables, for one brightness of the lamp.
 */
final class Stain {
    private static final double STEPS_PER_UNIT = 128;
    private static final int LAST = (int) (6 * STEPS_PER_UNIT) - 1;
    private static final double[] LAMP = {243, 240, 236};
    private static final double[] EOSIN = {0.12, 0.66, 0.46};
    private static final double[] AZURE = {1.05, 1.5, 0.5};

    private final int[][] eosin = new int[3][LAST + 1];
    private final int[][] azure = new int[3][LAST + 1];

    /** Tables for a lamp that is so many times as bright as usual. */
    Stain(double brightness) {
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i <= LAST; i++) {
                eosin[c][i] = (int) Math.round(Math.exp(-EOSIN[c] * i / STEPS_PER_UNIT) * 4096);
                azure[c][i] =
                        (int)
                                Math.round(
                                        Math.min(100_000, LAMP[c] * brightness)
                                                * Math.exp(-AZURE[c] * i / STEPS_PER_UNIT));
            }
        }
    }

    /** Writes red, green and blue of one pixel. */
    void colour(float eosinDensity, float azureDensity, byte[] rgb, int at) {
        int e = Math.min(LAST, (int) (eosinDensity * (float) STEPS_PER_UNIT + 0.5f));
        int a = Math.min(LAST, (int) (azureDensity * (float) STEPS_PER_UNIT + 0.5f));
        rgb[at] = (byte) Math.min(255, eosin[0][e] * azure[0][a] >> 12);
        rgb[at + 1] = (byte) Math.min(255, eosin[1][e] * azure[1][a] >> 12);
        rgb[at + 2] = (byte) Math.min(255, eosin[2][e] * azure[2][a] >> 12);
    }
}
