package org.labthings.thing.cameramapping;

import java.util.List;
import org.labthings.api.Name;

/**
 * The result of a calibration.
 *
 * @param cameraStageMappingCalibration the result in short
 * @param linearCalibrationX what was found out along x
 * @param linearCalibrationY what was found out along y
 * @param downsampledImageResolution height, width of the pictures that were compared
 * @param imageResolution height, width of the pictures that the matrix refers to
 * @param downsampling by how much the compared pictures were smaller
 */
public record Calibration(
        Summary cameraStageMappingCalibration,
        @Name("linear_calibration_x") LinearCalibration linearCalibrationX,
        @Name("linear_calibration_y") LinearCalibration linearCalibrationY,
        List<Integer> downsampledImageResolution,
        List<Integer> imageResolution,
        int downsampling) {
    /**
     * The result in short.
     *
     * @param imageToStageDisplacement the matrix
     * @param backlashVector x, y, z in steps
     * @param backlash steps, the largest
     */
    public record Summary(
            List<List<Double>> imageToStageDisplacement,
            List<Double> backlashVector,
            double backlash) {}

    private static final double[] X = {1, 0, 0};
    private static final double[] Y = {0, 1, 0};

    /**
     * Calibrates y, which fails sooner, then x; blocks for a minute.
     *
     * @param downsampling of the bench's pictures
     */
    static Calibration run(Bench bench, int downsampling) throws InterruptedException {
        bench.tell("Calibrating y");
        LinearCalibration y = new DirectionCalibration(bench, Y).run();
        bench.tell("Calibrating x");
        LinearCalibration x = new DirectionCalibration(bench, X).run();
        Mapping mapping;
        try {
            mapping =
                    Mapping.solve(
                            new double[][] {vector(x), vector(y)}, new double[][] {{1, 0}, {0, 1}});
        } catch (ArithmeticException e) {
            throw new org.labthings.api.InvocationError(
                    "x and y of the stage move the picture in the same direction. Check that both"
                            + " motors are connected, and calibrate again.");
        }
        List<Integer> small = x.imageResolution();
        return new Calibration(
                new Summary(
                        mapping.dividedBy(downsampling).toList(),
                        List.of(x.backlash(), y.backlash(), 0.0),
                        Math.max(x.backlash(), y.backlash())),
                x,
                y,
                small,
                small.stream().map(n -> n * downsampling).toList(),
                downsampling);
    }

    private static double[] vector(LinearCalibration linear) {
        return new double[] {
            linear.pixelsPerStepVector().get(0), linear.pixelsPerStepVector().get(1)
        };
    }
}
