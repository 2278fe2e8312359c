package org.labthings.thing.autofocus;

/**
 * A smooth curve through points that rises and falls only where they do (Fritsch and Butland, 1984:
 * slopes are weighted harmonic means).
 */
final class Spline {
    private final double[] x;
    private final double[] y;
    private final double[] slope;

    /** A curve through at least two points, in ascending order of x, none of which comes twice. */
    Spline(double[] x, double[] y) {
        this.x = x;
        this.y = y;
        int n = x.length;
        slope = new double[n];
        double[] h = new double[n - 1];
        double[] d = new double[n - 1];
        for (int i = 0; i < n - 1; i++) {
            h[i] = x[i + 1] - x[i];
            d[i] = (y[i + 1] - y[i]) / h[i];
        }
        slope[0] = d[0];
        slope[n - 1] = d[n - 2];
        for (int i = 1; i < n - 1; i++) {
            if (d[i - 1] * d[i] > 0) {
                double a = 2 * h[i] + h[i - 1];
                double b = h[i] + 2 * h[i - 1];
                slope[i] = (a + b) / (a / d[i - 1] + b / d[i]);
            }
        }
    }

    double from() {
        return x[0];
    }

    double to() {
        return x[x.length - 1];
    }

    double at(double place) {
        int i = java.util.Arrays.binarySearch(x, place);
        i = Math.max(0, Math.min(x.length - 2, i < 0 ? -i - 2 : i));
        double h = x[i + 1] - x[i];
        double t = (place - x[i]) / h;
        double t2 = t * t;
        double t3 = t2 * t;
        return (2 * t3 - 3 * t2 + 1) * y[i]
                + (t3 - 2 * t2 + t) * h * slope[i]
                + (3 * t2 - 2 * t3) * y[i + 1]
                + (t3 - t2) * h * slope[i + 1];
    }
}
