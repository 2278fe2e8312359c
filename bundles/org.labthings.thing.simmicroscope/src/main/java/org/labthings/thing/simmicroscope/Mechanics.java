package org.labthings.thing.simmicroscope;

import java.util.Arrays;

/**
 * What the mechanics of a stage do that its count of steps does not know: beyond an end stop the
 * motors go on and the sample does not, and the height of the focus is a bowl, because the stage
 * hangs on flexing legs. Immutable.
 *
 * @param travel least x, most x, least y, most y, in steps; empty: no end stops
 * @param middle where the bowl turns: x, y in steps
 * @param curvature steps of z for a squared step from there; 0: the sample is flat
 */
record Mechanics(int[] travel, int[] middle, double curvature) {
    private static final double LARGEST = 1;

    /** Checks what a configuration says. */
    Mechanics {
        boolean ends =
                travel.length == 0
                        || travel.length == 4 && travel[0] < travel[1] && travel[2] < travel[3];
        if (!ends) {
            throw new IllegalArgumentException(
                    "stage_travel is least x, most x, least y, most y in steps, or nothing, not "
                            + Arrays.toString(travel));
        }
        if (middle.length != 2) {
            throw new IllegalArgumentException(
                    "focus_middle is x, y in steps, not " + Arrays.toString(middle));
        }
        if (!(Math.abs(curvature) <= LARGEST)) {
            throw new IllegalArgumentException(
                    "focus_curvature is in steps of z for a squared step, within -1 and 1, not "
                            + curvature);
        }
    }

    /** Where the sample is when the stage has counted to a place; z counts from the focus. */
    StagePosition.Place sample(StagePosition.Place counted) {
        int x = counted.x();
        int y = counted.y();
        if (travel.length > 0) {
            x = Math.max(travel[0], Math.min(travel[1], x));
            y = Math.max(travel[2], Math.min(travel[3], y));
        }
        double u = (double) x - middle[0];
        double v = (double) y - middle[1];
        long z = counted.z() - Math.round(curvature * (u * u + v * v));
        int within = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, z));
        return new StagePosition.Place(x, y, within, counted.time());
    }
}
