package org.labthings.stitcher;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.labthings.stitcher.Layout.Place;

/** Finds the places at which all springs together are strained least. */
final class Springs {
    /** Holds the whole where it is, and pictures without any spring. */
    private static final double ANCHOR = 1e-6;

    /** A comparison that is so many pixels off what all others say found something else. */
    private static final double OUTLIER = 6;

    private static final int MOST_ITERATIONS = 2000;

    private Springs() {}

    static Layout relax(Layout layout, List<Spring> springs) throws StitchError {
        double[] lefts = layout.places().stream().mapToDouble(Place::left).toArray();
        double[] tops = layout.places().stream().mapToDouble(Place::top).toArray();
        double[] x = solve(springs, lefts, Spring::x);
        double[] y = solve(springs, tops, Spring::y);
        List<Spring> good =
                springs.stream().filter(s -> !s.compared() || s.strain(x, y) < OUTLIER).toList();
        if (good.size() == springs.size()) {
            return Layout.at(layout.places().stream().map(Place::picture).toList(), x, y);
        }
        return Layout.at(
                layout.places().stream().map(Place::picture).toList(),
                solve(good, lefts, Spring::x),
                solve(good, tops, Spring::y));
    }

    /** Least squares by conjugate gradients; the unknowns are the moves from where they are. */
    private static double[] solve(
            List<Spring> springs, double[] start, ToDoubleFunction<Spring> length) {
        int n = start.length;
        double[] residual = new double[n];
        for (Spring s : springs) {
            double pull =
                    s.strength() * (length.applyAsDouble(s) - (start[s.to()] - start[s.from()]));
            residual[s.to()] += pull;
            residual[s.from()] -= pull;
        }
        double[] moves = new double[n];
        double[] direction = residual.clone();
        double rest = dot(residual, residual);
        double enough = 1e-12 * Math.max(1, rest);
        for (int i = 0; i < MOST_ITERATIONS && rest > enough; i++) {
            double[] product = product(springs, direction);
            double step = rest / dot(direction, product);
            for (int k = 0; k < n; k++) {
                moves[k] += step * direction[k];
                residual[k] -= step * product[k];
            }
            double next = dot(residual, residual);
            for (int k = 0; k < n; k++) {
                direction[k] = residual[k] + next / rest * direction[k];
            }
            rest = next;
        }
        double[] solved = new double[n];
        for (int k = 0; k < n; k++) {
            solved[k] = start[k] + moves[k];
        }
        return solved;
    }

    private static double[] product(List<Spring> springs, double[] v) {
        double[] out = new double[v.length];
        for (int k = 0; k < v.length; k++) {
            out[k] = ANCHOR * v[k];
        }
        for (Spring s : springs) {
            double pull = s.strength() * (v[s.to()] - v[s.from()]);
            out[s.to()] += pull;
            out[s.from()] -= pull;
        }
        return out;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
