package org.labthings.thing.autofocus;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * Where a curve of sharpness has its peak.
 *
 * <p>Frames are far apart when the stage is fast, so the sharpest one alone says it roughly. A
 * curve falls alike on both sides of the focus: the peak is where it is most like its mirror image.
 *
 * @param z steps
 * @param gap how far frames are apart around it at most, relative to how far they usually are: the
 *     less the better; infinite when too little of one side was seen
 */
record Peak(double z, double gap) {
    private static final int FEWEST = 3;
    private static final int REACH = 8;
    private static final int GRID = 64;

    /**
     * Frames that come evenly may be far apart. One that is missing near the top, as on a busy
     * machine, moves the peak.
     */
    private static final double WIDEST_GAP = 1.7;

    /** Whether enough of both sides was seen, and nothing missed between, to trust it. */
    boolean bracketed() {
        return gap <= WIDEST_GAP;
    }

    /** The peak of a curve. */
    static Peak of(Curve curve) {
        int top = curve.sharpest();
        Curve rising = ascending(curve);
        int i = rising.sharpest();
        int n = rising.z().length;
        if (i < FEWEST || i > n - 1 - FEWEST) {
            return new Peak(curve.z()[top], Double.POSITIVE_INFINITY);
        }
        double spacing = (rising.z()[i + 1] - rising.z()[i - 1]) / 2;
        if (!(spacing > 1)) {
            return new Peak(curve.z()[top], 1); // frames lie closer than steps
        }
        Spline spline = new Spline(rising.z(), logarithms(rising.sizes()));
        double reach = REACH * spacing;
        double from = rising.z()[i - 1];
        double to = rising.z()[i + 1];
        double best = rising.z()[i];
        for (int pass = 0; pass < 2; pass++) {
            double step = (to - from) / GRID;
            double least = Double.MAX_VALUE;
            double at = best;
            for (int k = 0; k <= GRID; k++) {
                double c = from + k * step;
                double asymmetry = asymmetry(spline, c, reach, spacing);
                if (asymmetry < least) {
                    least = asymmetry;
                    at = c;
                }
            }
            best = at;
            from = at - step;
            to = at + step;
        }
        return new Peak(best, gap(rising.z(), i));
    }

    private static double gap(double[] z, int top) {
        int from = Math.max(0, top - REACH);
        double[] gaps = new double[Math.min(z.length - 1, top + REACH) - from];
        double widest = 0;
        for (int k = 0; k < gaps.length; k++) {
            int i = from + k;
            gaps[k] = z[i + 1] - z[i];
            if (i >= top - FEWEST && i < top + FEWEST) {
                widest = Math.max(widest, gaps[k]);
            }
        }
        Arrays.sort(gaps);
        double usual = gaps[gaps.length / 4]; // where many are missing, most gaps are wide
        return widest / usual;
    }

    private static double asymmetry(Spline spline, double centre, double reach, double spacing) {
        double widest = Math.min(reach, Math.min(centre - spline.from(), spline.to() - centre));
        double sum = 0;
        int count = 0;
        for (double d = spacing; d <= widest; d += spacing / 8) { // the top itself was hardly seen
            double difference = spline.at(centre + d) - spline.at(centre - d);
            sum += difference * difference;
            count++;
        }
        return count == 0 ? Double.MAX_VALUE : sum / count;
    }

    /** In order of z, and no z twice: of frames at one place the sharpest counts. */
    private static Curve ascending(Curve curve) {
        TreeMap<Double, Double> byZ = new TreeMap<>();
        for (int i = 0; i < curve.z().length; i++) {
            byZ.merge(curve.z()[i], curve.sizes()[i], Math::max);
        }
        return new Curve(
                byZ.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                byZ.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double[] logarithms(double[] sizes) {
        double[] out = new double[sizes.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.log(Math.max(1, sizes[i]));
        }
        return out;
    }
}
