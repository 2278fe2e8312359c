package org.labthings.thing.simcamera;

import java.util.function.Consumer;

/**
 * A slide of blood that has no edges: where which cell lies is computed from the seed and the
 * place, so that it need not be stored, and is the same whenever it is looked at. One unit is one
 * pixel of a picture. Immutable.
 */
final class Sample {
    /** Kinds of cells, and the squares of which each holds at most one of them. */
    enum Kind {
        RED(44),
        WHITE(430),
        PLATELET(96);

        private final int pitch;

        Kind(int pitch) {
            this.pitch = pitch;
        }
    }

    /** A cell: its kind, a number that chooses its shape, and its centre. */
    record Cell(Kind kind, int shape, long x, long y) {}

    private static final int WHITE_CLEARANCE = 52;
    private static final int CROWDING = 700;

    private final long seed;

    Sample(long seed) {
        this.seed = mix(seed);
    }

    /** Tells of every cell whose centre lies within a rectangle. */
    void cells(long left, long top, long right, long bottom, Consumer<Cell> found) {
        for (Kind kind : Kind.values()) {
            long firstColumn = Math.floorDiv(left, (long) kind.pitch);
            long lastColumn = Math.floorDiv(right, (long) kind.pitch);
            long lastRow = Math.floorDiv(bottom, (long) kind.pitch);
            for (long row = Math.floorDiv(top, (long) kind.pitch); row <= lastRow; row++) {
                for (long column = firstColumn; column <= lastColumn; column++) {
                    Cell cell = cellOf(kind, column, row);
                    if (cell != null
                            && cell.x >= left
                            && cell.x <= right
                            && cell.y >= top
                            && cell.y <= bottom) {
                        found.accept(cell);
                    }
                }
            }
        }
    }

    private Cell cellOf(Kind kind, long column, long row) {
        long random = hash(kind.ordinal() + 1, column, row);
        long x = column * kind.pitch + part(random, 0, kind.pitch);
        long y = row * kind.pitch + part(random, 16, kind.pitch);
        double chance = ((random >>> 32) & 0xFFFF) / 65536.0;
        boolean there =
                switch (kind) {
                    case RED -> chance < crowd(x, y) && !besideWhite(x, y);
                    case WHITE -> chance < 0.7;
                    case PLATELET -> chance < 0.45 && !besideWhite(x, y);
                };
        return there ? new Cell(kind, (int) (random >>> 48), x, y) : null;
    }

    private boolean besideWhite(long x, long y) {
        int pitch = Kind.WHITE.pitch;
        long column = Math.floorDiv(x, pitch);
        long row = Math.floorDiv(y, pitch);
        for (long r = row - 1; r <= row + 1; r++) {
            for (long c = column - 1; c <= column + 1; c++) {
                Cell white = cellOf(Kind.WHITE, c, r);
                if (white != null
                        && Math.hypot((double) white.x - x, (double) white.y - y)
                                < WHITE_CLEARANCE) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How crowded a place is: it varies slowly, so that every region looks different. */
    private double crowd(long x, long y) {
        long column = Math.floorDiv(x, CROWDING);
        long row = Math.floorDiv(y, CROWDING);
        double u = smooth(Math.floorMod(x, CROWDING) / (double) CROWDING);
        double v = smooth(Math.floorMod(y, CROWDING) / (double) CROWDING);
        double above = corner(column, row) * (1 - u) + corner(column + 1, row) * u;
        double below = corner(column, row + 1) * (1 - u) + corner(column + 1, row + 1) * u;
        return 0.25 + 0.7 * (above * (1 - v) + below * v);
    }

    private double corner(long column, long row) {
        return (hash(0, column, row) >>> 11) * 0x1.0p-53;
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    private static long part(long random, int shift, int of) {
        return ((random >>> shift) & 0xFFFF) * of >> 16;
    }

    private long hash(long what, long column, long row) {
        return mix(mix(mix(seed + what) ^ column) + row);
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
