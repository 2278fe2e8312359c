package org.labthings.thing.cameramapping;

/**
 * Fits a line to a stage that lags behind by its backlash.
 *
 * @param backlash steps
 * @param slope pixels for each step
 * @param residual standard deviation of the points from the line, in pixels
 */
record BacklashFit(double backlash, double slope, double residual) {
    private static final int PARAMETERS = 3;

    /**
     * The best fit.
     *
     * @param stage where the stage was told to be, along its direction
     * @param image where the view was, along its direction
     */
    static BacklashFit of(double[] stage, double[] image) {
        double range = range(stage);
        BacklashFit best = line(stage, image, 0);
        for (double b = 1; b < range / 3; b += Math.max(1, b / 3)) {
            BacklashFit fit = line(lagging(stage, b), image, b);
            if (fit.residual < best.residual) {
                best = fit;
            }
        }
        return best;
    }

    private static double range(double[] values) {
        double smallest = Double.MAX_VALUE;
        double largest = -Double.MAX_VALUE;
        for (double v : values) {
            smallest = Math.min(smallest, v);
            largest = Math.max(largest, v);
        }
        return largest - smallest;
    }

    /** Where a stage with backlash really is; its gears are engaged in the first direction. */
    static double[] lagging(double[] stage, double backlash) {
        double[] out = new double[stage.length];
        boolean up = stage.length > 1 && stage[1] > stage[0];
        out[0] = up ? stage[0] - backlash : stage[0];
        for (int i = 1; i < stage.length; i++) {
            out[i] = Math.min(Math.max(out[i - 1], stage[i] - backlash), stage[i]);
        }
        return out;
    }

    private static BacklashFit line(double[] x, double[] y, double backlash) {
        int n = x.length;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < n; i++) {
            meanX += x[i] / n;
            meanY += y[i] / n;
        }
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < n; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        double slope = xx == 0 ? 0 : xy / xx;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double r = y[i] - meanY - slope * (x[i] - meanX);
            squares += r * r;
        }
        return new BacklashFit(backlash, slope, Math.sqrt(squares / Math.max(1, n - PARAMETERS)));
    }
}
