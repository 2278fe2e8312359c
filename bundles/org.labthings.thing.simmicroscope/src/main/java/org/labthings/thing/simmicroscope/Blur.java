package org.labthings.thing.simmicroscope;

/**
 * Blurs pictures of one size, like a Gaussian: three box filters in each direction, with running
 * sums, so that it costs the same however strong it is. The ends of a box count in part, by which
 * it has exactly the variance that it should have (Gwosdek et al., Theoretical Foundations of
 * Gaussian Convolution by Extended Box Filtering, 2011). At the edges the picture goes on as its
 * edge is. Belongs to one thread.
 */
final class Blur {
    private static final int PASSES = 3;
    private static final int FRACTION = 6; // values between passes are in 1/64
    private static final int LARGEST = 1 << 14;

    private final int width;
    private final int height;
    private int[] plane;
    private int[] other;

    /**
     * A box.
     *
     * @param radius of what counts in full
     * @param whole weight of that, in 1/2^32
     * @param end weight of the two pixels beyond, in 1/2^32
     */
    private record Box(int radius, long whole, long end) {
        static Box of(double sigma) {
            double variance = sigma * sigma / PASSES;
            int r = (int) Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2);
            double part =
                    (2 * r + 1)
                            * (r * (r + 1.0) - 3 * variance)
                            / (6 * (variance - (r + 1.0) * (r + 1.0)));
            double unit = (1L << 32) / (2 * r + 1 + 2 * part);
            return new Box(r, (long) unit, (long) (part * unit));
        }
    }

    Blur(int width, int height) {
        this.width = width;
        this.height = height;
        plane = new int[width * height];
        other = new int[width * height];
    }

    boolean fits(int columns, int rows) {
        return columns == width && rows == height;
    }

    /**
     * Blurs a picture in place.
     *
     * @param sigma standard deviation in pixels
     */
    void apply(byte[] rgb, double sigma) {
        Box box = Box.of(Math.min(sigma, LARGEST));
        for (int c = 0; c < 3; c++) {
            for (int i = 0, at = c; i < plane.length; i++, at += 3) {
                plane[i] = (rgb[at] & 0xFF) << FRACTION;
            }
            for (int i = 0; i < PASSES; i++) {
                alongRows(box);
                alongColumns(box);
            }
            for (int i = 0, at = c; i < plane.length; i++, at += 3) {
                rgb[at] = (byte) (plane[i] + (1 << FRACTION - 1) >> FRACTION);
            }
        }
    }

    private void swap() {
        int[] result = other;
        other = plane;
        plane = result;
    }

    private void alongRows(Box box) {
        int radius = box.radius;
        for (int y = 0; y < height; y++) {
            int row = y * width;
            int last = row + width - 1;
            long sum = (long) plane[row] * (radius + 1);
            for (int i = 1; i <= radius; i++) {
                sum += plane[Math.min(last, row + i)];
            }
            for (int x = row; x <= last; x++) {
                int enters = plane[Math.min(last, x + radius + 1)];
                int before = plane[Math.max(row, x - radius - 1)];
                other[x] = weighed(box, sum, enters + before);
                sum += enters - plane[Math.max(row, x - radius)];
            }
        }
        swap();
    }

    private static int weighed(Box box, long sum, int ends) {
        return (int) (sum * box.whole + ends * box.end + (1L << 31) >> 32);
    }

    /** All columns at once, line by line, as the cache likes it. */
    private void alongColumns(Box box) {
        int radius = box.radius;
        long[] sums = new long[width];
        for (int i = -radius; i <= radius; i++) {
            int row = row(i);
            for (int x = 0; x < width; x++) {
                sums[x] += plane[row + x];
            }
        }
        for (int y = 0, at = 0; y < height; y++) {
            int enters = row(y + radius + 1);
            int before = row(y - radius - 1);
            int leaves = row(y - radius);
            for (int x = 0; x < width; x++, at++) {
                int next = plane[enters + x];
                other[at] = weighed(box, sums[x], next + plane[before + x]);
                sums[x] += next - plane[leaves + x];
            }
        }
        swap();
    }

    private int row(int y) {
        return Math.max(0, Math.min(height - 1, y)) * width;
    }
}
