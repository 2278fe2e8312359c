package org.labthings.stitcher;

import java.nio.file.Path;

/**
 * One picture of the scan.
 *
 * @param file where it is
 * @param bytes size of the file: of several pictures of one place, the largest is the sharpest
 * @param width pixels
 * @param height pixels
 * @param stageX where the stage was, in steps
 * @param stageY where the stage was, in steps
 * @param mapping from the stage to pixels of this picture; null when the file does not say
 */
record Picture(
        Path file, long bytes, int width, int height, int stageX, int stageY, Mapping mapping) {

    /**
     * The inverse of a camera-stage mapping: (row, column) = (stage x, stage y) · this.
     *
     * @param xRow rows for each step along x, and so on
     */
    record Mapping(double xRow, double xColumn, double yRow, double yColumn) {
        /**
         * Inverts the matrix of a picture's metadata, for a picture of another size.
         *
         * @param m (stage x, stage y) = (row, column) · m
         * @param scale of the picture's size to that which the matrix is for
         * @return null when it has no inverse
         */
        static Mapping inverse(double[][] m, double scale) {
            double determinant = m[0][0] * m[1][1] - m[0][1] * m[1][0];
            double f = scale / determinant;
            return determinant == 0 || !Double.isFinite(f)
                    ? null
                    : new Mapping(m[1][1] * f, -m[0][1] * f, -m[1][0] * f, m[0][0] * f);
        }

        double row(double x, double y) {
            return x * xRow + y * yRow;
        }

        double column(double x, double y) {
            return x * xColumn + y * yColumn;
        }
    }
}
