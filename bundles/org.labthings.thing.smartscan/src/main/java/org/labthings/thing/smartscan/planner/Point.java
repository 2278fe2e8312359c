package org.labthings.thing.smartscan.planner;

/**
 * A place of the stage.
 *
 * @param x steps
 * @param y steps
 */
record Point(int x, int y) {
    Point plus(int dx, int dy) {
        return new Point(Math.addExact(x, dx), Math.addExact(y, dy));
    }

    /** The place half-way to another one; half a step is rounded down. */
    Point halfWayTo(Point other) {
        return new Point(
                (int) Math.floorDiv((long) x + other.x, 2L),
                (int) Math.floorDiv((long) y + other.y, 2L));
    }

    double distanceTo(Point other) {
        return Math.hypot((double) x - other.x, (double) y - other.y);
    }
}
