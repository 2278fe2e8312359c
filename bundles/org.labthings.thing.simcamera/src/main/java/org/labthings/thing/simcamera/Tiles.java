package org.labthings.thing.simcamera;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The picture of the slide in squares that are computed when they come into view, and kept while
 * there is room: a moving stage only costs what newly comes into view.
 */
final class Tiles {
    /** Length of a tile's side; a multiple of every scale of {@link Focus}. */
    static final int SIZE = 128;

    /**
     * Where a tile lies. With methods of its own: Java 17 keeps the record class whose generated
     * {@code equals} it linked last, and with it the class loader of a driver that is gone.
     */
    private record Place(long column, long row, int level) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Place p
                    && column == p.column
                    && row == p.row
                    && level == p.level;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(column * 31 + row) * 31 + level;
        }
    }

    private final Sample sample;
    private final Sprites sprites;
    private final Map<Place, byte[]> kept;
    private int capacity;
    private Stain stain = new Stain(1);
    private double brightness = 1;

    /** The tiles of a slide. */
    Tiles(long seed) {
        sample = new Sample(seed);
        sprites = new Sprites(seed);
        kept =
                new LinkedHashMap<>(64, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
                        return size() > capacity;
                    }
                };
    }

    /** Says what the next picture needs: room for its tiles, and how bright the lamp is. */
    void prepare(int width, int height, double lamp) {
        capacity = (width / SIZE + 2) * (height / SIZE + 2) * 2;
        if (lamp != brightness) {
            brightness = lamp;
            stain = new Stain(lamp);
            kept.clear();
        }
    }

    /** Red, green and blue of a tile's pixels, row by row. Must not be changed. */
    byte[] tile(long column, long row, Focus focus) {
        return kept.computeIfAbsent(
                new Place(column, row, focus.level()), place -> render(column, row, focus));
    }

    private byte[] render(long column, long row, Focus focus) {
        int scale = focus.scale();
        int size = SIZE / scale + 2; // one more on each side, to enlarge it without seams
        Plane eosin = new Plane(size);
        Plane azure = new Plane(size);
        long left = column * SIZE - scale;
        long top = row * SIZE - scale;
        int reach = Shapes.REACH + focus.reach();
        Map<Sample.Kind, Shapes.Shape[]> shapes = sprites.at(focus);
        sample.cells(
                left - reach,
                top - reach,
                left + SIZE + 2 * scale + reach,
                top + SIZE + 2 * scale + reach,
                cell -> {
                    Shapes.Shape[] ofKind = shapes.get(cell.kind());
                    Shapes.Shape shape = ofKind[cell.shape() % ofKind.length];
                    add(
                            shape.eosin(),
                            eosin,
                            (int) (cell.x() - left),
                            (int) (cell.y() - top),
                            scale);
                    add(
                            shape.azure(),
                            azure,
                            (int) (cell.x() - left),
                            (int) (cell.y() - top),
                            scale);
                });
        return scale == 1 ? coloured(eosin, azure) : enlarged(eosin, azure, scale);
    }

    private static void add(Plane shape, Plane to, int centreX, int centreY, int scale) {
        if (shape == null) {
            return;
        }
        int half = (shape.size() - 1) * scale / 2; // to the nearest pixel of the plane
        int left = Math.floorDiv(centreX - half, scale);
        int top = Math.floorDiv(centreY - half, scale);
        int fromX = Math.max(0, -left);
        int toX = Math.min(shape.size(), to.size() - left);
        int toY = Math.min(shape.size(), to.size() - top);
        float[] source = shape.density();
        float[] target = to.density();
        for (int y = Math.max(0, -top); y < toY; y++) {
            int in = y * shape.size();
            int out = (top + y) * to.size() + left;
            for (int x = fromX; x < toX; x++) {
                target[out + x] += source[in + x];
            }
        }
    }

    private byte[] coloured(Plane eosin, Plane azure) {
        byte[] rgb = new byte[SIZE * SIZE * 3];
        int at = 0;
        for (int y = 1; y <= SIZE; y++) {
            for (int x = 1; x <= SIZE; x++) {
                stain.colour(eosin.get(x, y), azure.get(x, y), rgb, at);
                at += 3;
            }
        }
        return rgb;
    }

    private byte[] enlarged(Plane eosin, Plane azure, int scale) {
        byte[] rgb = new byte[SIZE * SIZE * 3];
        int at = 0;
        for (int y = 0; y < SIZE; y++) {
            float v = (y + 0.5f) / scale + 0.5f; // in pixels of the planes, which begin one earlier
            int row = (int) v;
            float below = v - row;
            for (int x = 0; x < SIZE; x++) {
                float u = (x + 0.5f) / scale + 0.5f;
                int column = (int) u;
                float right = u - column;
                int i = row * eosin.size() + column;
                stain.colour(
                        between(eosin, i, right, below), between(azure, i, right, below), rgb, at);
                at += 3;
            }
        }
        return rgb;
    }

    private static float between(Plane plane, int i, float right, float below) {
        float[] d = plane.density();
        float above = d[i] + (d[i + 1] - d[i]) * right;
        int j = i + plane.size();
        float under = d[j] + (d[j + 1] - d[j]) * right;
        return above + (under - above) * below;
    }
}
