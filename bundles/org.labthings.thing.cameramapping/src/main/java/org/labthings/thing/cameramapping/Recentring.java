package org.labthings.thing.cameramapping;

import org.labthings.api.InvocationError;
import org.labthings.thing.cameramapping.Terrain.Axis;

/**
 * Moves a stage to the middle of its range: the height of the focus over x, and over y, is a
 * parabola with its vertex there, because the stage hangs on flexing legs. Belongs to the thread of
 * its action.
 */
final class Recentring {
    private static final int FIRST_MOVES = 5;
    private static final int NEXT_MOVES = 2;
    private static final int MOST_ROUNDS = 10;

    private final Terrain terrain;

    Recentring(Terrain terrain) {
        this.terrain = terrain;
    }

    /** Moves it there; back to where it was when that fails. */
    void run() throws InterruptedException {
        int[] start = terrain.position();
        boolean done = false;
        try {
            for (Axis axis : Axis.values()) {
                centre(axis);
            }
            done = true;
        } finally {
            if (!done) {
                terrain.goHome(start);
            }
        }
    }

    private void centre(Axis axis) throws InterruptedException {
        terrain.tell("Looking for the middle of " + axis.word() + ".");
        AxisWalk walk = new AxisWalk(terrain, axis);
        int direction = walk.place() > 0 ? -1 : 1; // towards the origin, which may be the middle
        for (int round = 0; round < MOST_ROUNDS; round++) {
            walk.focus(round == 0 ? AxisWalk.FIRST_FOCUS : AxisWalk.NEXT_FOCUS);
            for (int i = 0; i < (round == 0 ? FIRST_MOVES : NEXT_MOVES); i++) {
                walk.moveFocused(RangeTest.MEDIUM, direction);
            }
            Parabola height = walk.focusHeight();
            int big = walk.steps(terrain.picture(), RangeTest.BIG);
            if (height.curves()) {
                double away = height.vertex() - walk.place();
                if (Math.abs(away) < big) {
                    walk.moveBlindly((int) Math.rint(away));
                    terrain.tell("The middle of " + axis.word() + " is at " + walk.place() + ".");
                    return;
                }
                direction = away > 0 ? 1 : -1;
            }
            walk.moveBlindly(direction * big);
        }
        throw new InvocationError(
                "The middle of "
                        + axis.word()
                        + " was not found: the height of the focus does not curve. Is the sample"
                        + " flat, large enough, and in focus?");
    }
}
