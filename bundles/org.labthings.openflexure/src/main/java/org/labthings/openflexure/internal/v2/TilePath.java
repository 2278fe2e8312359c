package org.labthings.openflexure.internal.v2;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which sites a tile scan visits, in order. */
final class TilePath {
    private TilePath() {}

    /**
     * A site.
     *
     * @param x steps
     * @param y steps
     */
    record Site(long x, long y) {
        double distanceTo(Site other) {
            return Math.hypot((double) x - other.x, (double) y - other.y);
        }
    }

    /** A grid whose first site is the start, column by column. */
    static List<Site> grid(Site start, int dx, int dy, int columns, int rows, boolean snake) {
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            List<Site> column = new ArrayList<>();
            for (int j = 0; j < rows; j++) {
                column.add(new Site(start.x + (long) i * dx, start.y + (long) j * dy));
            }
            if (snake && i % 2 == 1) {
                Collections.reverse(column);
            }
            sites.addAll(column);
        }
        return sites;
    }

    /** The start, and squares around it, each begun beside its upper left corner. */
    static List<Site> spiral(Site start, int dx, int dy, int shells) {
        List<Site> sites = new ArrayList<>(List.of(start));
        int[][] sides = {{1, 0}, {0, -1}, {-1, 0}, {0, 1}};
        for (int shell = 1; shell < shells; shell++) {
            long x = -shell;
            long y = shell;
            for (int[] side : sides) {
                for (int i = 0; i < 2 * shell; i++) {
                    x += side[0];
                    y += side[1];
                    sites.add(new Site(start.x + x * dx, start.y + y * dy));
                }
            }
        }
        return sites;
    }
}
