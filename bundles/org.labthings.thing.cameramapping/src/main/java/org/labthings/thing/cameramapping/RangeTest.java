package org.labthings.thing.cameramapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.labthings.api.InvocationError;
import org.labthings.thing.cameramapping.AxisWalk.Moved;
import org.labthings.thing.cameramapping.Terrain.Axis;

/**
 * Measures how far a stage goes: along each axis, in each direction, until the view moves no more.
 * Moves are parts of the field of view. Belongs to the thread of its action.
 */
final class RangeTest {
    static final double SMALL = 0.2;
    static final double MEDIUM = 0.5;
    static final double BIG = 2;
    private static final int MEDIUM_MOVES = 5;
    private static final int CHECKS = 3;
    private static final int REFOCUSES = 3;
    private static final int MOVES_BACK = (int) Math.round(1.5 * BIG / SMALL);

    private final Terrain terrain;
    private final Map<String, List<int[]>> positions = new TreeMap<>();
    private final Map<String, List<double[]>> displacements = new TreeMap<>();

    RangeTest(Terrain terrain) {
        this.terrain = terrain;
    }

    /** Where the stage was: axis and direction to positions. */
    Map<String, List<int[]>> positions() {
        return positions;
    }

    /** By how much the view moved: axis and direction to pixels, (row, column). */
    Map<String, List<double[]>> displacements() {
        return displacements;
    }

    /**
     * Measures; afterwards the stage is where it was.
     *
     * @return the range in steps, of x and y
     */
    List<Integer> run() throws InterruptedException {
        List<Integer> range = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            range.add(Math.abs(edge(axis, 1) - edge(axis, -1)));
        }
        terrain.tell("The range of motion is " + range.get(0) + " x " + range.get(1) + " steps.");
        return range;
    }

    private int edge(Axis axis, int direction) throws InterruptedException {
        String name = axis.word() + (direction > 0 ? "_positive" : "_negative");
        int[] start = terrain.position();
        AxisWalk walk = new AxisWalk(terrain, axis);
        try {
            terrain.tell("Looking for the end of " + name.replace('_', ' ') + ".");
            walk.focus(AxisWalk.FIRST_FOCUS);
            for (int i = 0; i < MEDIUM_MOVES; i++) {
                walk.moveFocused(MEDIUM, direction);
            }
            do {
                walk.moveBlindly(direction * walk.steps(terrain.picture(), BIG));
                walk.focus(AxisWalk.NEXT_FOCUS);
            } while (moves(walk, direction));
            comeBack(walk, direction);
            terrain.tell("The end of " + name.replace('_', ' ') + " is at " + walk.place() + ".");
            return walk.place();
        } finally {
            positions.put(name, walk.positions());
            displacements.put(name, walk.displacements());
            terrain.goHome(start);
        }
    }

    private boolean moves(AxisWalk walk, int direction) throws InterruptedException {
        for (int i = 0; i < CHECKS; i++) {
            Moved moved = walk.move(SMALL, direction, REFOCUSES);
            if (!moved.good()) {
                return false;
            }
        }
        terrain.tell("It still moves at " + walk.place() + ".");
        return true;
    }

    /** The end may have been reached early in a big move. */
    private void comeBack(AxisWalk walk, int direction) throws InterruptedException {
        for (int i = 1; i <= MOVES_BACK; i++) {
            if (walk.move(SMALL, -direction, i % CHECKS == 0 ? 1 : 0).good()) {
                return;
            }
        }
        throw new InvocationError(
                "At the end of its range the stage was moved back, and the view did not move any"
                        + " more. Move it to the middle by hand, focus, and try again.");
    }
}
