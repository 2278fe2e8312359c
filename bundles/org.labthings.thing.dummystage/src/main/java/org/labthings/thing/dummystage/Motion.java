package org.labthings.thing.dummystage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One move: where the stage is, as a function of time. All axes start and end together, at constant
 * speed. Immutable.
 *
 * @param from where it starts
 * @param distance axis to steps
 * @param start in nanoseconds
 * @param nanos how long it takes
 */
record Motion(Map<String, Integer> from, Map<String, Integer> distance, long start, long nanos) {
    /** A move that begins now. */
    static Motion begin(
            Map<String, Integer> from, Map<String, Integer> distance, double stepTime, long now) {
        return new Motion(from, distance, now, Math.round(seconds(distance, stepTime) * 1e9));
    }

    /** How long a move takes. */
    static double seconds(Map<String, Integer> distance, double stepTime) {
        long longest = 1; // no move is shorter than one step
        for (int steps : distance.values()) {
            longest = Math.max(longest, Math.abs((long) steps));
        }
        return longest * stepTime;
    }

    boolean over(long now) {
        return now - start >= nanos;
    }

    long nanosLeft(long now) {
        return Math.max(0, nanos - (now - start));
    }

    Map<String, Integer> at(long now) {
        double fraction = over(now) ? 1 : Math.max(0, (double) (now - start) / nanos);
        Map<String, Integer> place = new LinkedHashMap<>();
        from.forEach(
                (axis, steps) ->
                        place.put(axis, steps + (int) (fraction * distance.getOrDefault(axis, 0))));
        return Collections.unmodifiableMap(place);
    }
}
