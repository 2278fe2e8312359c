package org.labthings.thing.smartscan.planner;

/**
 * From one site to the next. The signs are those of the camera-stage mapping; they only decide
 * where a plan begins.
 *
 * @param dx steps of the stage's x axis, not 0
 * @param dy steps of the stage's y axis, not 0
 */
public record Steps(int dx, int dy) {
    /** Refuses steps that lead nowhere. */
    public Steps {
        if (dx == 0 || dy == 0) {
            throw new IllegalArgumentException(
                    "A scan needs a distance between its pictures along both axes, not "
                            + dx
                            + " and "
                            + dy
                            + " steps. Make the overlap smaller, or calibrate the camera-stage"
                            + " mapping anew.");
        }
    }

    /** The larger of the distances along the axes, counted in sites. */
    double sites(Point from, Point to) {
        return Math.max(columns(from, to), rows(from, to));
    }

    /** The sum of the distances along the axes, counted in sites. */
    double manhattan(Point from, Point to) {
        return columns(from, to) + rows(from, to);
    }

    /** Whether two places are neighbours, also across a corner, or the same. */
    boolean touches(Point a, Point b) {
        return Math.abs((long) a.x() - b.x()) <= Math.abs(dx)
                && Math.abs((long) a.y() - b.y()) <= Math.abs(dy);
    }

    private double columns(Point from, Point to) {
        return Math.abs(((double) to.x() - from.x()) / dx);
    }

    private double rows(Point from, Point to) {
        return Math.abs(((double) to.y() - from.y()) / dy);
    }
}
