package org.labthings.thing.smartscan.planner;

import java.util.OptionalInt;

/**
 * A rectangle of sites, row by row.
 *
 * <pre>
 * raster  1 2 3      snake  1 2 3
 *         4 5 6             6 5 4
 * </pre>
 */
public final class RegularGrid extends Plan {
    /** More sites than anybody waits for. */
    private static final int MOST_SITES = 100_000;

    /** In which direction rows are visited. */
    public enum Style {
        /** Always from the first column. */
        RASTER,
        /** To and fro. */
        SNAKE
    }

    /**
     * A grid.
     *
     * @param x where it starts, in steps
     * @param y where it starts, in steps
     * @param columns 1 or more
     * @param rows 1 or more
     */
    public RegularGrid(Steps steps, int x, int y, int columns, int rows, Style style) {
        super(steps);
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "A grid has one column and one row at least, not " + columns + " and " + rows);
        }
        if ((long) columns * rows > MOST_SITES) {
            throw new IllegalArgumentException(
                    "A grid has at most "
                            + MOST_SITES
                            + " sites, not "
                            + columns
                            + " x "
                            + rows
                            + ". Make x_count or y_count smaller.");
        }
        Point start = new Point(x, y);
        for (int row = 0; row < rows; row++) {
            boolean back = style == Style.SNAKE && row % 2 == 1;
            for (int i = 0; i < columns; i++) {
                int column = back ? columns - 1 - i : i;
                remaining.add(
                        start.plus(
                                Math.multiplyExact(column, steps.dx()),
                                Math.multiplyExact(row, steps.dy())));
            }
        }
    }

    /** The z of the nearest focus, of several the newest. */
    @Override
    OptionalInt estimate(Point place) {
        OptionalInt z = OptionalInt.empty();
        double nearest = Double.POSITIVE_INFINITY;
        for (Visit v : history) {
            double distance = steps.manhattan(place, v.place());
            if (v.focused() && distance <= nearest) {
                nearest = distance;
                z = OptionalInt.of(v.z());
            }
        }
        return z;
    }

    @Override
    boolean plansAllAtOnce() {
        return true;
    }

    @Override
    void planAfter(Visit visit) {
        // all of it was planned at once
    }

    @Override
    String reason() {
        return "Scan completed: every planned location was visited.";
    }
}
