package org.labthings.thing.simstage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/**
 * A place, or a distance, in whole steps.
 *
 * @param x to the right
 * @param y away from the operator
 * @param z up, along the optical axis
 */
public record Position(int x, int y, int z) {
    /** The names of the axes, in order. */
    static final List<String> AXES = List.of("x", "y", "z");

    static final Position ZERO = new Position(0, 0, 0);

    /** With the axes that a map has replaced. */
    Position with(Map<String, Integer> axes) {
        for (String axis : axes.keySet()) {
            if (!AXES.contains(axis)) {
                throw new IllegalArgumentException(
                        "There is no axis '" + axis + "'; the axes are " + AXES);
            }
        }
        return new Position(
                axes.getOrDefault("x", x), axes.getOrDefault("y", y), axes.getOrDefault("z", z));
    }

    /**
     * This place, moved.
     *
     * @throws ArithmeticException when a number of steps gets too large
     */
    Position plus(Position distance) {
        return combine(distance, Math::addExact);
    }

    /** The distance from another place to this one; throws as {@link #plus}. */
    Position minus(Position other) {
        return combine(other, Math::subtractExact);
    }

    private Position combine(Position other, IntBinaryOperator how) {
        return new Position(
                how.applyAsInt(x, other.x), how.applyAsInt(y, other.y), how.applyAsInt(z, other.z));
    }

    /** As a fraction of this distance. */
    Position times(double fraction) {
        return new Position(
                (int) Math.round(x * fraction),
                (int) Math.round(y * fraction),
                (int) Math.round(z * fraction));
    }

    /** The distance along the axis that has the longest way. */
    double longest() {
        return Math.max(Math.abs((double) x), Math.max(Math.abs((double) y), Math.abs((double) z)));
    }

    Map<String, Integer> toMap() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("x", x);
        map.put("y", y);
        map.put("z", z);
        return Collections.unmodifiableMap(map);
    }

    @Override
    public String toString() {
        return "x " + x + ", y " + y + ", z " + z;
    }
}
