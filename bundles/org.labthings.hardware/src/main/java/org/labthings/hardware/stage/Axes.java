package org.labthings.hardware.stage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The axes of a stage, and positions that name all of them, in order. Immutable. */
record Axes(List<String> names) {
    Axes {
        names = List.copyOf(names);
    }

    /** A value for each axis. */
    <V> Map<String, V> each(Function<String, V> value) {
        Map<String, V> map = new LinkedHashMap<>();
        names.forEach(axis -> map.put(axis, value.apply(axis)));
        return Collections.unmodifiableMap(map);
    }

    /**
     * Every axis, those that are not named with 0.
     *
     * @throws IllegalArgumentException when one is named that there is not
     */
    Map<String, Integer> complete(Map<String, Integer> steps) {
        if (!names.containsAll(steps.keySet())) {
            throw new IllegalArgumentException(
                    "One or more axis in "
                            + steps.keySet()
                            + " is not defined. The axes are "
                            + names
                            + ".");
        }
        return each(axis -> steps.getOrDefault(axis, 0));
    }

    /** From the program frame to that of the hardware, or back. */
    Map<String, Integer> convert(Map<String, Integer> steps, Map<String, Boolean> inverted) {
        return each(
                axis -> {
                    int s = steps.getOrDefault(axis, 0);
                    return inverted.getOrDefault(axis, false) ? Math.negateExact(s) : s;
                });
    }

    /**
     * How far it is from one position to another.
     *
     * @throws ArithmeticException when that cannot be counted
     */
    Map<String, Integer> distance(Map<String, Integer> from, Map<String, Integer> to) {
        return each(axis -> Math.subtractExact(to.get(axis), from.get(axis)));
    }
}
