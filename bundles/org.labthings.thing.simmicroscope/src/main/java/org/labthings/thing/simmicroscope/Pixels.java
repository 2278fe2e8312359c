package org.labthings.thing.simmicroscope;

/** Bilinear resizing of one channel. Pixel centres lie at halves, edges are repeated. */
final class Pixels {
    private Pixels() {}

    /**
     * Positions and weights of one axis.
     *
     * @param first the left neighbour of each new pixel
     * @param weight of the right one
     */
    record Axis(int[] first, float[] weight) {
        static Axis of(int old, int now) {
            int[] first = new int[now];
            float[] weight = new float[now];
            for (int i = 0; i < now; i++) {
                double at = Math.max(0, (i + 0.5) * old / now - 0.5);
                first[i] = Math.min(old - 1, (int) at);
                weight[i] = first[i] == old - 1 ? 0 : (float) (at - first[i]);
            }
            return new Axis(first, weight);
        }
    }

    /** A plane of another size; interpolates between the two nearest pixels of each axis. */
    static float[] resize(float[] plane, int width, int height, int newWidth, int newHeight) {
        Axis columns = Axis.of(width, newWidth);
        Axis rows = Axis.of(height, newHeight);
        float[] out = new float[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            int above = rows.first[y] * width;
            int below = Math.min(height - 1, rows.first[y] + 1) * width;
            float v = rows.weight[y];
            for (int x = 0; x < newWidth; x++) {
                int left = columns.first[x];
                int right = Math.min(width - 1, left + 1);
                float u = columns.weight[x];
                float top = plane[above + left] * (1 - u) + plane[above + right] * u;
                float bottom = plane[below + left] * (1 - u) + plane[below + right] * u;
                out[y * newWidth + x] = top * (1 - v) + bottom * v;
            }
        }
        return out;
    }
}
