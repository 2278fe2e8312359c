package org.labthings.thing.simcamera;

/**
 * How much of one stain lies where: a square of densities. Densities add up where cells overlap.
 *
 * @param size length of its side
 * @param density row by row; 1 takes away as much light as the stain of one cell does
 */
record Plane(int size, float[] density) {
    Plane(int size) {
        this(size, new float[size * size]);
    }

    float get(int x, int y) {
        return density[y * size + x];
    }

    /** The same, made smaller by an integral factor, which must divide the size. */
    Plane shrunk(int factor) {
        if (factor == 1) {
            return this;
        }
        Plane small = new Plane(size / factor);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                small.density[y / factor * small.size + x / factor] +=
                        get(x, y) / (factor * factor);
            }
        }
        return small;
    }

    /** The same, blurred, and so larger by the blur's reach on every side. */
    Plane blurred(double sigma) {
        int reach = (int) Math.ceil(3 * sigma);
        Plane wide = new Plane(size + 2 * reach);
        for (int y = 0; y < size; y++) {
            System.arraycopy(
                    density, y * size, wide.density, (y + reach) * wide.size + reach, size);
        }
        if (reach == 0) {
            return wide;
        }
        float[] kernel = gaussian(sigma, reach);
        return wide.convolved(kernel, 1).convolved(kernel, wide.size);
    }

    private static float[] gaussian(double sigma, int reach) {
        float[] kernel = new float[2 * reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++) {
            sum += Math.exp(-i * i / (2 * sigma * sigma));
        }
        for (int i = -reach; i <= reach; i++) {
            kernel[i + reach] = (float) (Math.exp(-i * i / (2 * sigma * sigma)) / sum);
        }
        return kernel;
    }

    /** One direction of a blur; what lies beyond the ends of the array counts as empty. */
    private Plane convolved(float[] kernel, int stride) {
        Plane out = new Plane(size);
        int reach = kernel.length / 2;
        int n = density.length;
        for (int k = -reach; k <= reach; k++) {
            float weight = kernel[k + reach];
            int shift = k * stride;
            int from = Math.max(0, -shift);
            int to = Math.min(n, n - shift);
            for (int i = from; i < to; i++) {
                out.density[i] += weight * density[i + shift];
            }
        }
        return out;
    }
}
