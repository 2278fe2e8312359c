package org.labthings.thing.autofocus;

import java.util.List;
import java.util.Map;

/**
 * What was seen while the stage moved.
 *
 * @param jpegTimes when each frame was exposed, in seconds since 1970
 * @param jpegSizes how sharp each frame was: its length in bytes
 * @param focusFoms a figure of merit of the camera's own; none has one yet
 * @param stageTimes when the stage was at each position, in seconds since 1970
 * @param stagePositions axis to steps
 */
public record SharpnessData(
        List<Double> jpegTimes,
        List<Integer> jpegSizes,
        List<Double> focusFoms,
        List<Double> stageTimes,
        List<Map<String, Integer>> stagePositions) {}
