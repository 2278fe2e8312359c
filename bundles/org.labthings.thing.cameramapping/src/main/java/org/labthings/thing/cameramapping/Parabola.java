package org.labthings.thing.cameramapping;

import java.util.List;

/**
 * A parabola through heights, by least squares: how the focus rises and falls along an axis.
 *
 * @param origin where the other coefficients count from
 * @param a curvature
 * @param b slope
 * @param c height
 * @param error standard error of the curvature; infinite when there are too few heights to tell
 */
record Parabola(double origin, double a, double b, double c, double error) {
    private static final int COEFFICIENTS = 3;

    /**
     * A place and its height.
     *
     * @param at along the axis
     * @param height of the focus
     */
    record Height(double at, double height) {}

    /**
     * The best one. Of fewer than three places a line or a constant.
     *
     * @param heights one at least
     */
    static Parabola through(List<Height> heights) {
        double origin = heights.stream().mapToDouble(Height::at).average().orElseThrow();
        double scale =
                heights.stream().mapToDouble(h -> Math.abs(h.at - origin)).max().orElseThrow();
        int n = (int) Math.min(COEFFICIENTS, heights.stream().map(Height::at).distinct().count());
        double unit = scale == 0 ? 1 : scale;
        double[][] normal = new double[n][n + 1];
        for (Height h : heights) {
            double u = (h.at - origin) / unit;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    normal[i][j] += Math.pow(u, i + j);
                }
                normal[i][n] += Math.pow(u, i) * h.height;
            }
        }
        double[] k = solved(normal);
        Parabola found =
                new Parabola(
                        origin,
                        n > 2 ? k[2] / (unit * unit) : 0,
                        n > 1 ? k[1] / unit : 0,
                        k[0],
                        Double.POSITIVE_INFINITY);
        return heights.size() > COEFFICIENTS && n == COEFFICIENTS
                ? found.withError(heights)
                : found;
    }

    /** Gauss's elimination with the largest pivot. */
    private static double[] solved(double[][] m) {
        int n = m.length;
        for (int i = 0; i < n; i++) {
            int best = i;
            for (int row = i + 1; row < n; row++) {
                best = Math.abs(m[row][i]) > Math.abs(m[best][i]) ? row : best;
            }
            double[] swap = m[i];
            m[i] = m[best];
            m[best] = swap;
            for (int row = 0; row < n; row++) {
                if (row != i) {
                    double factor = m[row][i] / m[i][i];
                    for (int j = i; j <= n; j++) {
                        m[row][j] -= factor * m[i][j];
                    }
                }
            }
        }
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = m[i][n] / m[i][i];
        }
        return out;
    }

    private Parabola withError(List<Height> heights) {
        double rest = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        for (Height h : heights) {
            double u = h.at - origin;
            rest += Math.pow(h.height - at(h.at), 2);
            s2 += u * u;
            s3 += u * u * u;
            s4 += u * u * u * u;
        }
        int n = heights.size();
        // the part of the squares that neither line nor constant explains
        double own = s4 - s3 * s3 / s2 - s2 * s2 / n;
        return new Parabola(origin, a, b, c, Math.sqrt(rest / (n - COEFFICIENTS) / own));
    }

    /** The height at a place. */
    double at(double place) {
        double u = place - origin;
        return a * u * u + b * u + c;
    }

    /** Whether it surely curves. */
    boolean curves() {
        return a != 0 && Math.abs(a) > 3 * error;
    }

    /** Where it turns. */
    double vertex() {
        return origin - b / (2 * a);
    }
}
