package org.labthings.thing.cameramapping;

/**
 * Fourier transforms of two dimensions whose lengths are powers of two: iterative radix 2, in
 * place. Belongs to one thread.
 */
final class Fft {
    private final int width;
    private final int height;
    private final float[] cos;
    private final float[] sin;
    private final float[] columnRe;
    private final float[] columnIm;

    Fft(int width, int height) {
        this.width = width;
        this.height = height;
        int longest = Math.max(width, height);
        if (Integer.bitCount(width) != 1 || Integer.bitCount(height) != 1) {
            throw new IllegalArgumentException(width + " x " + height + " are no powers of two");
        }
        cos = new float[longest / 2];
        sin = new float[longest / 2];
        for (int i = 0; i < longest / 2; i++) {
            cos[i] = (float) Math.cos(2 * Math.PI * i / longest);
            sin[i] = (float) Math.sin(2 * Math.PI * i / longest);
        }
        columnRe = new float[height];
        columnIm = new float[height];
    }

    /** The smallest power of two that is not smaller. */
    static int size(int least) {
        return Math.max(2, Integer.highestOneBit(2 * least - 1));
    }

    /**
     * Transforms.
     *
     * @param rows how many rows hold something; the others are zero
     */
    void forward(float[] re, float[] im, int rows) {
        for (int y = 0; y < rows; y++) {
            transform(re, im, y * width, width);
        }
        columns(re, im);
    }

    /** Transforms back. */
    void inverse(float[] re, float[] im) {
        // by the forward transform with real and imaginary parts exchanged
        columns(im, re);
        float factor = 1f / (width * height);
        for (int y = 0; y < height; y++) {
            transform(im, re, y * width, width);
            for (int i = y * width; i < (y + 1) * width; i++) {
                re[i] *= factor;
                im[i] *= factor;
            }
        }
    }

    private void columns(float[] re, float[] im) {
        for (int x = 0; x < width; x++) {
            for (int y = 0, i = x; y < height; y++, i += width) {
                columnRe[y] = re[i];
                columnIm[y] = im[i];
            }
            transform(columnRe, columnIm, 0, height);
            for (int y = 0, i = x; y < height; y++, i += width) {
                re[i] = columnRe[y];
                im[i] = columnIm[y];
            }
        }
    }

    private void transform(float[] re, float[] im, int from, int n) {
        for (int i = 1, j = 0; i < n; i++) { // bit-reversed order
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                swap(re, from + i, from + j);
                swap(im, from + i, from + j);
            }
        }
        int table = cos.length * 2;
        for (int half = 1; half < n; half *= 2) {
            int step = table / (2 * half);
            for (int start = from; start < from + n; start += 2 * half) {
                for (int k = 0, t = 0; k < half; k++, t += step) {
                    int a = start + k;
                    int b = a + half;
                    float re2 = re[b] * cos[t] + im[b] * sin[t];
                    float im2 = im[b] * cos[t] - re[b] * sin[t];
                    re[b] = re[a] - re2;
                    im[b] = im[a] - im2;
                    re[a] += re2;
                    im[a] += im2;
                }
            }
        }
    }

    private static void swap(float[] values, int i, int j) {
        float value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
