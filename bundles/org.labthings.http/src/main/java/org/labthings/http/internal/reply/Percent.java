package org.labthings.http.internal.reply;

/**
 * How far an invocation is, as clients read it: in percent, because the OpenFlexure web app draws
 * {@code progress} as the width of a bar (and a moving one while it is 0). Drivers report
 * fractions.
 */
public final class Percent {
    private Percent() {}

    /**
     * To a hundredth, so that nobody reads 7.000000000000001.
     *
     * @param fraction 0 to 1
     * @return 0 to 100
     */
    public static double of(double fraction) {
        return Math.round(fraction * 10_000) / 100.0;
    }
}
