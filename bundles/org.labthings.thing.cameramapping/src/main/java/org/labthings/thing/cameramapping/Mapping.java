package org.labthings.thing.cameramapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The matrix that turns displacements in the picture, (row, column), into those of the stage, (x,
 * y). Immutable.
 */
final class Mapping {
    private final double[][] m;

    Mapping(List<List<Double>> matrix) {
        m =
                new double[][] {
                    {matrix.get(0).get(0), matrix.get(0).get(1)},
                    {matrix.get(1).get(0), matrix.get(1).get(1)}
                };
    }

    private Mapping(double[][] matrix) {
        m = matrix;
    }

    /**
     * The matrix A with (image vectors) · A = (stage directions).
     *
     * @throws ArithmeticException when the image vectors are parallel
     */
    static Mapping solve(double[][] image, double[][] stage) {
        double[][] inverse = inverse(image);
        double[][] a = new double[2][2];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                a[i][j] = inverse[i][0] * stage[0][j] + inverse[i][1] * stage[1][j];
            }
        }
        return new Mapping(a);
    }

    private static double[][] inverse(double[][] a) {
        double determinant = a[0][0] * a[1][1] - a[0][1] * a[1][0];
        double size = Math.hypot(a[0][0], a[0][1]) * Math.hypot(a[1][0], a[1][1]);
        if (!(Math.abs(determinant) > 1e-3 * size)) {
            throw new ArithmeticException("parallel");
        }
        return new double[][] {
            {a[1][1] / determinant, -a[0][1] / determinant},
            {-a[1][0] / determinant, a[0][0] / determinant}
        };
    }

    /** This mapping for pictures that are larger by a factor. */
    Mapping dividedBy(double factor) {
        return new Mapping(
                new double[][] {
                    {m[0][0] / factor, m[0][1] / factor}, {m[1][0] / factor, m[1][1] / factor}
                });
    }

    Map<String, Integer> toStage(double x, double y) {
        Map<String, Integer> stage = new LinkedHashMap<>();
        stage.put("x", rounded(y * m[0][0] + x * m[1][0]));
        stage.put("y", rounded(y * m[0][1] + x * m[1][1]));
        return stage;
    }

    /** Half to even. */
    private static int rounded(double steps) {
        double whole = Math.rint(steps);
        if (!(Math.abs(whole) <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "That is " + steps + " steps, more than a stage can count");
        }
        return (int) whole;
    }

    Map<String, Double> toImage(double x, double y) {
        double[][] i = inverse(m);
        Map<String, Double> image = new LinkedHashMap<>();
        image.put("x", x * i[0][1] + y * i[1][1]);
        image.put("y", x * i[0][0] + y * i[1][0]);
        return image;
    }

    double[][] matrix() {
        return new double[][] {m[0].clone(), m[1].clone()};
    }

    List<List<Double>> toList() {
        return List.of(List.of(m[0][0], m[0][1]), List.of(m[1][0], m[1][1]));
    }
}
