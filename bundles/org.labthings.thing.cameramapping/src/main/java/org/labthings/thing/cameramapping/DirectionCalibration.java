package org.labthings.thing.cameramapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationError;
import org.labthings.thing.cameramapping.LinearCalibration.History;

/**
 * Calibrates one direction of the stage: finds out how large a sensible step is by ever larger
 * moves, then goes to and fro and fits a line with backlash. Belongs to one thread; blocks.
 */
final class DirectionCalibration {
    private static final int MOST_DOUBLINGS = 15;
    private static final double FIRST_MOTION = 0.2;
    private static final double FAR = 0.7;
    private static final int MOST_LINEAR = 10;
    private static final double SENSIBLE = 0.1;
    private static final int MOST_STEPS = 15;
    private static final int FEWEST_STEPS = 4;
    private static final double TURN = 0.65;
    private static final double WORST_FIT = 0.1;

    private final Bench bench;
    private final double[] direction;
    private final int[] start;
    private final Tracker tracker;
    private final Grey first;
    private final List<Double> historyTimes = new ArrayList<>();
    private final List<List<Integer>> history = new ArrayList<>();

    /**
     * Takes the template.
     *
     * @param direction x, y, z of length 1
     */
    DirectionCalibration(Bench bench, double[] direction) throws InterruptedException {
        this.bench = bench;
        this.direction = direction.clone();
        start = bench.position();
        first = bench.picture();
        tracker = new Tracker(first);
    }

    LinearCalibration run() throws InterruptedException {
        Measured exponential = new Measured();
        exponential.add(start, tracker.track(first).orElseThrow(DirectionCalibration::lost));
        double step = doubling(exponential);
        Measured fine = new Measured();
        double stepsPerPixel = farther(exponential, fine, step);
        moveTo(start);
        double sensible = SENSIBLE * tracker.reach() * stepsPerPixel;
        bench.tell(String.format("One pixel is about %.2f steps", stepsPerPixel));
        historyTimes.clear();
        history.clear();
        Measured points = new Measured();
        if (!point(points)) {
            throw lost();
        }
        sweep(points, -sensible);
        sweep(points, sensible);
        return fit(exponential, fine, points, sensible);
    }

    /** Doubles the distance until the view moves; returns the last distance. */
    private double doubling(Measured points) throws InterruptedException {
        Tracker.Vector origin = points.image(0);
        for (int i = 0; i <= MOST_DOUBLINGS; i++) {
            double distance = 1L << i;
            moveTo(away(start, distance));
            if (!point(points)) {
                throw lost();
            }
            if (distance(points.lastImage(), origin) >= FIRST_MOTION * tracker.reach()) {
                return distance;
            }
        }
        throw new InvocationError(
                "There was no motion in the picture within "
                        + (1L << MOST_DOUBLINGS)
                        + " steps. Put a sample under the lens, focus, and check that the stage"
                        + " moves.");
    }

    /** Goes on in equal steps, far from the first point; returns the steps for each pixel. */
    private double farther(Measured exponential, Measured points, double step)
            throws InterruptedException {
        Tracker.Vector origin = exponential.image(0);
        int[] from = exponential.lastStage();
        for (int i = 0; i < MOST_LINEAR; i++) {
            moveTo(away(from, i * step / 2));
            if (!point(points)) {
                break;
            }
            if (distance(points.lastImage(), origin) >= FAR * tracker.reach()) {
                break;
            }
        }
        double steps = 0;
        double pixels = 0;
        double[] along = points.along(direction);
        for (int i = 1; i < points.count(); i++) {
            steps += Math.abs(along[i] - along[i - 1]);
            pixels += distance(points.image(i), points.image(i - 1));
        }
        if (!(pixels > 0)) {
            throw new InvocationError(
                    "The picture moved, and then did not any more. Check that nothing is loose,"
                            + " and calibrate again.");
        }
        return steps / pixels;
    }

    /** Goes in steps until the first point is far behind, or out of sight. */
    private void sweep(Measured points, double step) throws InterruptedException {
        int[] from = bench.position();
        boolean seen = false;
        for (int i = 1; i <= MOST_STEPS; i++) {
            double before = points.lastImage().length();
            moveTo(away(from, i * step));
            if (point(points)) {
                seen = true;
            } else if (seen) {
                return;
            }
            double now = points.lastImage().length();
            if (i > FEWEST_STEPS && now > before && now > TURN * tracker.reach()) {
                return;
            }
        }
    }

    private LinearCalibration fit(
            Measured exponential, Measured fine, Measured points, double sensible)
            throws InterruptedException {
        Tracker.Vector axis = points.principalDirection();
        double[] stage = points.along(direction);
        double[] image = points.along(axis);
        BacklashFit fit = BacklashFit.of(stage, image);
        if (fit.slope() < 0) {
            axis = new Tracker.Vector(-axis.y(), -axis.x());
            fit = new BacklashFit(fit.backlash(), -fit.slope(), fit.residual());
        }
        double moved = 0;
        for (int i = 1; i < image.length; i++) {
            moved += (image[i] - image[i - 1]) * (image[i] - image[i - 1]);
        }
        double error = fit.residual() / Math.sqrt(moved);
        if (!(error <= WORST_FIT)) {
            throw new InvocationError(
                    String.format(
                            "The picture does not follow the stage: the points are off by %.0f %%"
                                    + " of what they moved. Focus on a sample with more detail,"
                                    + " and calibrate again.",
                            100 * error));
        }
        bench.tell(
                String.format(
                        "%.3f pixels a step, %.0f steps of backlash, error %.1f %%",
                        fit.slope(), fit.backlash(), 100 * error));
        Measured home = home(sensible, fit.backlash());
        return new LinearCalibration(
                fit.backlash(),
                fit.slope(),
                error,
                List.of(direction[0], direction[1], direction[2]),
                List.of(axis.y(), axis.x()),
                List.of(fit.slope() * axis.y(), fit.slope() * axis.x()),
                joined(exponential, fine),
                points.toMoves(),
                home.toMoves(),
                new History(List.copyOf(historyTimes), List.copyOf(history)),
                List.of(first.rows(), first.columns()));
    }

    private static LinearCalibration.Moves joined(Measured a, Measured b) {
        LinearCalibration.Moves one = a.toMoves();
        LinearCalibration.Moves other = b.toMoves();
        return new LinearCalibration.Moves(
                joined(one.stagePositions(), other.stagePositions()),
                joined(one.imagePositions(), other.imagePositions()),
                joined(one.times(), other.times()));
    }

    private static <T> List<T> joined(List<T> a, List<T> b) {
        List<T> all = new ArrayList<>(a);
        all.addAll(b);
        return List.copyOf(all);
    }

    /** Goes home in steps that each go too far and come back. */
    private Measured home(double sensible, double backlash) throws InterruptedException {
        Measured points = new Measured();
        int[] here = bench.position();
        double left = 0;
        for (int i = 0; i < 3; i++) {
            left += (here[i] - start[i]) * direction[i];
        }
        while (Math.abs(left) > sensible) {
            left -= Math.copySign(sensible, left);
            moveTo(away(start, left - Math.copySign(1.5 * backlash, left)));
            moveTo(away(start, left));
            point(points);
        }
        moveTo(start);
        return points;
    }

    /** Adds a point, if the picture still shows something of the first one. */
    private boolean point(Measured points) throws InterruptedException {
        Optional<Tracker.Vector> seen = tracker.track(bench.picture());
        seen.ifPresent(vector -> points.add(bench.position(), vector));
        return seen.isPresent();
    }

    private static InvocationError lost() {
        return new InvocationError(
                "The picture could not be followed: after a move it showed nothing that was seen"
                        + " before. Go to a place with more detail, focus, and calibrate again.");
    }

    private void moveTo(int[] target) throws InterruptedException {
        Invocation.raiseIfCancelled();
        bench.moveTo(target);
        int[] p = bench.position();
        historyTimes.add(System.currentTimeMillis() / 1000.0);
        history.add(List.of(p[0], p[1], p[2]));
    }

    private int[] away(int[] from, double distance) {
        int[] target = new int[3];
        for (int i = 0; i < 3; i++) {
            target[i] = Math.toIntExact(from[i] + Math.round(direction[i] * distance));
        }
        return target;
    }

    private static double distance(Tracker.Vector a, Tracker.Vector b) {
        return Math.hypot(a.y() - b.y(), a.x() - b.x());
    }
}
