package org.labthings.thing.cameramapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationError;
import org.labthings.thing.cameramapping.Parabola.Height;
import org.labthings.thing.cameramapping.Terrain.Axis;

/**
 * A walk along an axis that checks each move against the pictures, and learns how high the focus
 * is. Belongs to the thread of its action.
 */
final class AxisWalk {
    /** Range of the autofocus at the start of a walk, in steps. */
    static final int FIRST_FOCUS = 1000;

    /** Range of the autofocus on the way. */
    static final int NEXT_FOCUS = 800;

    private static final double PARALLEL = 0.65;
    private static final double SIDEWAYS = 0.1;

    private final Terrain terrain;
    private final Axis axis;
    private final List<int[]> positions = new ArrayList<>();
    private final List<double[]> displacements = new ArrayList<>();
    private final List<Height> heights = new ArrayList<>();

    AxisWalk(Terrain terrain, Axis axis) {
        this.terrain = terrain;
        this.axis = axis;
    }

    /**
     * What a move came to, as parts of what was expected.
     *
     * @param parallel 1 when the view moved as far as it should have
     * @param sideways 0 when it moved in the right direction
     */
    record Moved(double parallel, double sideways) {
        /** Whether the stage went where it should. */
        boolean good() {
            return parallel >= PARALLEL && !parasitic();
        }

        boolean parasitic() {
            return Math.abs(sideways) > SIDEWAYS;
        }
    }

    /** Where it was, in order. */
    List<int[]> positions() {
        return positions;
    }

    /** By how much the view moved at each move that was looked at: pixels, (row, column). */
    List<double[]> displacements() {
        return displacements;
    }

    int place() {
        return terrain.position()[axis.ordinal()];
    }

    /** How many steps are a part of what the picture shows along the axis. */
    int steps(Grey picture, double part) {
        double[] pixels = terrain.pixelsPerStep(axis);
        double field =
                Math.abs(pixels[1]) >= Math.abs(pixels[0]) ? picture.columns() : picture.rows();
        return (int) Math.max(1, Math.rint(part * field / Math.hypot(pixels[0], pixels[1])));
    }

    /** Focuses, and notes how high that is. */
    void focus(int range) throws InterruptedException {
        terrain.focus(range);
        int[] here = terrain.position();
        positions.add(here);
        heights.add(new Height(here[axis.ordinal()], here[2]));
    }

    /** How the focus rises and falls, as far as it is known. */
    Parabola focusHeight() {
        return Parabola.through(heights);
    }

    /** Moves a long way, with z along where the focus should be. */
    void moveBlindly(int steps) throws InterruptedException {
        Invocation.raiseIfCancelled();
        int[] here = terrain.position();
        double z = focusHeight().at((double) here[axis.ordinal()] + steps);
        terrain.moveBy(axis.steps(steps, (int) Math.rint(z) - here[2]));
    }

    /**
     * Moves, focuses, and looks.
     *
     * @throws InvocationError when the stage goes sideways
     */
    void moveFocused(double part, int direction) throws InterruptedException {
        Invocation.raiseIfCancelled();
        Grey before = terrain.picture();
        int steps = direction * steps(before, part);
        terrain.moveBy(axis.steps(steps, 0));
        focus(NEXT_FOCUS);
        Moved moved = moved(before, steps);
        if (moved.parasitic()) {
            throw new InvocationError(
                    String.format(
                            "Parasitic motion: along %s the view moved sideways by %.0f %% of the"
                                    + " way. Is the stage at the end of its range, or the"
                                    + " camera-stage mapping not good any more?",
                            axis.word(), 100 * Math.abs(moved.sideways())));
        }
    }

    /**
     * Moves and looks; when that seems bad, focuses and looks again.
     *
     * @param focuses how often at most
     */
    Moved move(double part, int direction, int focuses) throws InterruptedException {
        Invocation.raiseIfCancelled();
        Grey before = terrain.picture();
        int steps = direction * steps(before, part);
        terrain.moveBy(axis.steps(steps, 0));
        Moved moved = moved(before, steps);
        for (int i = 0; i < focuses && !moved.good(); i++) {
            terrain.focus(NEXT_FOCUS);
            moved = moved(before, steps);
        }
        positions.add(terrain.position());
        return moved;
    }

    private Moved moved(Grey before, int steps) throws InterruptedException {
        Optional<Tracker.Vector> found = new Tracker(before).track(terrain.picture());
        Tracker.Vector vector = found.orElse(new Tracker.Vector(0, 0)); // as good as no motion
        displacements.add(new double[] {vector.y(), vector.x()});
        double[] pixels = terrain.pixelsPerStep(axis);
        double y = pixels[0] * steps;
        double x = pixels[1] * steps;
        double square = y * y + x * x;
        return new Moved(
                (vector.y() * y + vector.x() * x) / square,
                (vector.y() * x - vector.x() * y) / square);
    }
}
