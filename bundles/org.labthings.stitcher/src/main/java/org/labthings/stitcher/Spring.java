package org.labthings.stitcher;

import java.util.List;
import java.util.Optional;
import org.labthings.stitcher.Layout.Place;

/**
 * What holds two pictures at a distance.
 *
 * @param from number of one picture
 * @param to number of the other
 * @param x how far to the right it is, in pixels
 * @param y how far down it is, in pixels
 * @param strength how much that counts
 */
record Spring(int from, int to, double x, double y, double strength) {
    /** The stage is right to some pixels; a comparison to a fraction of one. */
    private static final double STAGE = 0.001;

    /**
     * A spring.
     *
     * @param shift by how much a comparison found it farther than the stage says, if it found it
     */
    static Spring of(List<Place> places, int from, int to, Optional<double[]> shift) {
        double x = places.get(to).left() - places.get(from).left();
        double y = places.get(to).top() - places.get(from).top();
        return shift.map(s -> new Spring(from, to, x + s[0], y + s[1], 1))
                .orElse(new Spring(from, to, x, y, STAGE));
    }

    /** How far it is from its length, for these corners. */
    double strain(double[] lefts, double[] tops) {
        return Math.hypot(lefts[to] - lefts[from] - x, tops[to] - tops[from] - y);
    }

    boolean compared() {
        return strength == 1;
    }
}
