package org.labthings.stitcher;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.labthings.hardware.image.RgbImage;
import org.labthings.stitcher.Layout.Place;

/**
 * Paints parts of the whole. Where pictures overlap, each counts the more the deeper a pixel is
 * within it, so that there are no seams. Belongs to one thread.
 */
final class Renderer {
    private static final byte EMPTY = (byte) 0xFF;

    private final Layout layout;
    private final int factor;
    private final PictureCache cache;

    /**
     * A renderer.
     *
     * @param factor by which the whole is smaller
     * @param memory bytes for decoded pictures
     */
    Renderer(Layout layout, int factor, long memory) {
        this.layout = layout;
        this.factor = factor;
        this.cache = new PictureCache(factor, memory);
    }

    int width() {
        return Math.max(1, layout.width() / factor);
    }

    int height() {
        return Math.max(1, layout.height() / factor);
    }

    /**
     * Paints a rectangle of the reduced whole; white where nothing is.
     *
     * @throws IOException when a picture cannot be read any more
     */
    RgbImage paint(int left, int top, int width, int height) throws IOException {
        float[] sums = new float[width * height * 4];
        List<Place> places =
                layout.within(
                        left * factor,
                        top * factor,
                        (left + width + 1) * factor,
                        (top + height + 1) * factor);
        for (Place place : places) {
            add(
                    cache.get(place.picture()),
                    place.left() / factor - left,
                    place.top() / factor - top,
                    sums,
                    width,
                    height);
        }
        RgbImage out = new RgbImage(width, height);
        Arrays.fill(out.data(), EMPTY);
        for (int i = 0, j = 0; i < sums.length; i += 4, j += 3) {
            float weight = sums[i + 3];
            if (weight > 0) {
                out.data()[j] = (byte) Math.round(sums[i] / weight);
                out.data()[j + 1] = (byte) Math.round(sums[i + 1] / weight);
                out.data()[j + 2] = (byte) Math.round(sums[i + 2] / weight);
            }
        }
        return out;
    }

    /** Adds a picture whose top left corner is at (x, y) of the rectangle. */
    private static void add(RgbImage image, int x, int y, float[] sums, int width, int height) {
        byte[] rgb = image.data();
        for (int row = Math.max(0, y); row < Math.min(height, y + image.height()); row++) {
            int v = row - y;
            int depth = Math.min(v + 1, image.height() - v);
            for (int column = Math.max(0, x);
                    column < Math.min(width, x + image.width());
                    column++) {
                int u = column - x;
                float w = Math.min(depth, Math.min(u + 1, image.width() - u));
                w *= w; // a narrow seam blurs less where pictures do not fit to the pixel
                int from = (v * image.width() + u) * 3;
                int to = (row * width + column) * 4;
                sums[to] += w * (rgb[from] & 0xFF);
                sums[to + 1] += w * (rgb[from + 1] & 0xFF);
                sums[to + 2] += w * (rgb[from + 2] & 0xFF);
                sums[to + 3] += w;
            }
        }
    }
}
