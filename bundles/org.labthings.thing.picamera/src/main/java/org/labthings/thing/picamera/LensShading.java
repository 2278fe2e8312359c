package org.labthings.thing.picamera;

import java.util.ArrayList;
import java.util.List;
import org.labthings.api.Name;

/**
 * By what the pixels of a place are multiplied, so that an even field looks even: libcamera's
 * automatic lens shading correction, made fixed.
 *
 * @param luminance gains of all colours, at least 1
 * @param red gains of red against green
 * @param blue gains of blue against green
 * @param colourTemperature for which they hold; 5000 when this camera was calibrated
 */
record LensShading(
        List<List<Double>> luminance,
        @Name("Cr") List<List<Double>> red,
        @Name("Cb") List<List<Double>> blue,
        @Name("colour_temp") int colourTemperature) {
    /** Marks what was calibrated; what is flat or as delivered has another. */
    static final int CALIBRATED = 5000;

    /** Marks what was made flat. */
    static final int FLAT = 1234;

    /** Corrects nothing. */
    static LensShading flat(int rows, int columns) {
        List<List<Double>> ones = table(rows, columns, (row, column) -> 1);
        return new LensShading(ones, ones, ones, FLAT);
    }

    /**
     * From a picture of an even, bright field, taken without correction.
     *
     * @throws IllegalArgumentException when it is too dark somewhere, or saturated
     */
    static LensShading of(RawImage white, int rows, int columns) {
        double[][] red = white.grid(RawImage.RED, rows, columns);
        double[][] green = white.grid(RawImage.GREEN, rows, columns);
        double[][] blue = white.grid(RawImage.BLUE, rows, columns);
        double brightest = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (red[row][column] <= 0 || green[row][column] <= 0 || blue[row][column] <= 0) {
                    throw new IllegalArgumentException(
                            "It is black at row %d, column %d of %d x %d: light the whole field"
                                    .formatted(row + 1, column + 1, rows, columns));
                }
                brightest = Math.max(brightest, green[row][column]);
            }
        }
        double best = brightest;
        return new LensShading(
                table(rows, columns, (row, column) -> best / green[row][column]),
                table(rows, columns, (row, column) -> green[row][column] / red[row][column]),
                table(rows, columns, (row, column) -> green[row][column] / blue[row][column]),
                CALIBRATED);
    }

    /** Keeps the luminance, and flattens the colours. */
    LensShading withFlatColours() {
        LensShading flat = flat(luminance.size(), luminance.get(0).size());
        return new LensShading(luminance, flat.red, flat.blue, FLAT);
    }

    /**
     * The gain that is left for the whole picture: libcamera divides the tables by their smallest
     * numbers.
     */
    static double smallest(List<List<Double>> table) {
        return table.stream().flatMap(List::stream).mapToDouble(d -> d).min().orElse(1);
    }

    private interface Cell {
        double at(int row, int column);
    }

    private static List<List<Double>> table(int rows, int columns, Cell cell) {
        List<List<Double>> table = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            List<Double> line = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                line.add(Math.round(cell.at(row, column) * 1000) / 1000.0);
            }
            table.add(List.copyOf(line));
        }
        return List.copyOf(table);
    }
}
