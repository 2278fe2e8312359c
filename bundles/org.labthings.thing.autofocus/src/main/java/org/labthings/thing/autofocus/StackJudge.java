package org.labthings.thing.autofocus;

/** Judges whether pictures at equal distances hold the focus, by how sharp each is. */
final class StackJudge {
    private static final double TINY = 1e-9;

    private StackJudge() {}

    /** What to do next. */
    enum Verdict {
        /** The focus is among them. */
        SUCCESS,
        /** It lies higher: take more. */
        CONTINUE,
        /** It lies lower, or cannot be told: begin anew. */
        RESTART
    }

    /**
     * Judges.
     *
     * @param sharpness from the lowest picture to the highest, an odd number of them
     * @param checkTurningPoints whether the sharpness may turn only once
     */
    static Verdict judge(double[] sharpness, boolean checkTurningPoints) {
        int n = sharpness.length;
        int best = new Curve(sharpness, sharpness).sharpest();
        if (n == 1) {
            return Verdict.SUCCESS;
        }
        if (n == 3) {
            return best == 1 ? Verdict.SUCCESS : best == 0 ? Verdict.RESTART : Verdict.CONTINUE;
        }
        if (monotonic(sharpness, 1)) {
            return Verdict.CONTINUE;
        }
        if (monotonic(sharpness, -1)) {
            return Verdict.RESTART;
        }
        Parabola parabola = Parabola.fit(sharpness);
        if (!(parabola.a() + 2 * parabola.errorOfA() <= -TINY)) {
            return Verdict.CONTINUE; // not surely a peak
        }
        double vertex = -parabola.b() / (2 * parabola.a());
        if (vertex < 1.5 || best < 2) {
            return Verdict.RESTART;
        }
        if (vertex > n - 2.5 || best >= n - 2) {
            return Verdict.CONTINUE;
        }
        return checkTurningPoints && turns(sharpness) > 1 ? Verdict.CONTINUE : Verdict.SUCCESS;
    }

    private static boolean monotonic(double[] values, int sign) {
        for (int i = 1; i < values.length; i++) {
            if (sign * (values[i] - values[i - 1]) < 0) {
                return false;
            }
        }
        return true;
    }

    /** How often the sharpness turns, small changes left out. */
    private static int turns(double[] values) {
        double mean = 0;
        for (int i = 1; i < values.length; i++) {
            mean += Math.abs(values[i] - values[i - 1]) / (values.length - 1);
        }
        int turns = 0;
        double before = 0;
        for (int i = 1; i < values.length; i++) {
            double difference = values[i] - values[i - 1];
            if (Math.abs(difference) > mean / 2) {
                turns += before * difference < 0 ? 1 : 0;
                before = difference;
            }
        }
        return turns;
    }

    /** A least-squares parabola a·x² + b·x + c through values at 0, 1, 2, ... */
    record Parabola(double a, double b, double c, double errorOfA) {
        static Parabola fit(double[] y) {
            int n = y.length;
            // around the middle the normal equations are nearly diagonal
            double m = (n - 1) / 2.0;
            double s2 = 0;
            double s4 = 0;
            double sy = 0;
            double sxy = 0;
            double sxxy = 0;
            for (int i = 0; i < n; i++) {
                double x = i - m;
                s2 += x * x;
                s4 += x * x * x * x;
                sy += y[i];
                sxy += x * y[i];
                sxxy += x * x * y[i];
            }
            double determinant = n * s4 - s2 * s2;
            double a = (n * sxxy - s2 * sy) / determinant;
            double b = sxy / s2;
            double c = (s4 * sy - s2 * sxxy) / determinant;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double x = i - m;
                double r = y[i] - (a * x * x + b * x + c);
                squares += r * r;
            }
            double error = Math.sqrt(squares / (n - 3) * n / determinant);
            return new Parabola(a, b - 2 * a * m, c - b * m + a * m * m, error);
        }
    }
}
