package org.labthings.hardware.stage;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.labthings.hardware.BacklashCompensation;

/**
 * How far the gears of each axis are engaged: 1 when a further move in the preferred direction
 * moves the stage at once, 0 when all of the slack lies between. All axes start at 0. Program frame
 * throughout. Not thread-safe.
 */
final class Backlash {
    private final Map<String, Double> engaged = new HashMap<>();

    /**
     * Notes that the stage moved.
     *
     * @param displacement axis to steps
     * @param slack axis to steps of slack; the sign is the preferred direction, 0 is none
     */
    void moved(Map<String, Integer> displacement, Map<String, Integer> slack) {
        displacement.forEach(
                (axis, steps) -> {
                    int whole = slack.getOrDefault(axis, 0);
                    if (whole != 0) {
                        double now = engaged(axis) + (double) steps / whole;
                        engaged.put(axis, Math.max(0, Math.min(1, now)));
                    }
                });
    }

    double engaged(String axis) {
        return engaged.getOrDefault(axis, 0.0);
    }

    /**
     * The moves by which a displacement ends with the gears engaged: one, or two of which the first
     * goes too far.
     *
     * @param move displacement of every axis
     */
    List<Map<String, Integer>> plan(
            Map<String, Integer> move, Map<String, Integer> slack, BacklashCompensation how) {
        Map<String, Integer> correction = new LinkedHashMap<>();
        move.forEach(
                (axis, steps) -> {
                    int whole = slack.getOrDefault(axis, 0);
                    boolean loose = whole != 0 && engaged(axis) + (double) steps / whole < 1;
                    if (loose && how.concerns(axis, steps)) {
                        correction.put(axis, whole);
                    }
                });
        if (correction.isEmpty()) {
            return List.of(move);
        }
        Map<String, Integer> first = new LinkedHashMap<>(move);
        correction.forEach((axis, steps) -> first.merge(axis, -steps, Math::addExact));
        return List.of(first, correction);
    }
}
