package org.labthings.thing.cameramapping;

import java.util.List;

/**
 * What was found out about one direction of the stage. Images are the down-sampled ones.
 *
 * @param backlash steps of slack
 * @param pixelsPerStep how far the view moves for each step
 * @param fractionalError how badly the points fit, as a part of what they moved
 * @param stageDirection x, y, z, of length 1
 * @param imageDirection row, column, of length 1
 * @param pixelsPerStepVector row, column for each step
 * @param exponentialMoves the points by which the size of steps was found
 * @param linearMoves the points by which the scale was found
 * @param backlashCorrectedMoves the points of the way home, always reached from one side
 * @param moveHistory every move since
 * @param imageResolution height, width
 */
public record LinearCalibration(
        double backlash,
        double pixelsPerStep,
        double fractionalError,
        List<Double> stageDirection,
        List<Double> imageDirection,
        List<Double> pixelsPerStepVector,
        Moves exponentialMoves,
        Moves linearMoves,
        Moves backlashCorrectedMoves,
        History moveHistory,
        List<Integer> imageResolution) {
    /**
     * Points.
     *
     * @param stagePositions x, y, z of each in steps
     * @param imagePositions row, column of each in pixels
     * @param times seconds since 1970
     */
    public record Moves(
            List<List<Integer>> stagePositions,
            List<List<Double>> imagePositions,
            List<Double> times) {}

    /**
     * Moves.
     *
     * @param times seconds since 1970
     * @param stagePositions x, y, z then
     */
    public record History(List<Double> times, List<List<Integer>> stagePositions) {}
}
