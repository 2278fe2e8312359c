package org.labthings.hardware.image;

/** Resizes by area: columns first, then rows. */
final class BoxFilter {
    private BoxFilter() {}

    static RgbImage resize(RgbImage image, int width, int height) {
        float[] wide = new float[width * image.height() * 3];
        for (int x = 0; x < width; x++) {
            Span span = new Span(x, image.width(), width);
            for (int y = 0; y < image.height(); y++) {
                int row = y * image.width();
                for (int c = 0; c < 3; c++) {
                    double sum = 0;
                    for (int i = span.first; i <= span.last; i++) {
                        sum += span.weight(i) * (image.data()[(row + i) * 3 + c] & 0xFF);
                    }
                    wide[(y * width + x) * 3 + c] = (float) (sum / span.length());
                }
            }
        }
        RgbImage out = new RgbImage(width, height);
        int line = width * 3;
        for (int y = 0; y < height; y++) {
            Span span = new Span(y, image.height(), height);
            for (int x = 0; x < line; x++) {
                double sum = 0;
                for (int i = span.first; i <= span.last; i++) {
                    sum += span.weight(i) * wide[i * line + x];
                }
                out.data()[y * line + x] = (byte) Math.round(sum / span.length());
            }
        }
        return out;
    }

    /** The old pixels that one new pixel covers. */
    private static final class Span {
        private final double from;
        private final double to;
        private final int first;
        private final int last;

        Span(int index, int old, int now) {
            from = (double) index * old / now;
            to = (double) (index + 1) * old / now;
            first = (int) from;
            last = Math.max(first, Math.min(old - 1, (int) Math.ceil(to) - 1));
        }

        double weight(int i) {
            return Math.min(to, i + 1.0) - Math.max(from, i);
        }

        double length() {
            return to - from;
        }
    }
}
