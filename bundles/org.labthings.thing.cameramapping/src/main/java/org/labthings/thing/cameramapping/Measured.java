package org.labthings.thing.cameramapping;

import java.util.ArrayList;
import java.util.List;
import org.labthings.thing.cameramapping.LinearCalibration.Moves;

/** Points of a calibration: where the stage was, and the view. */
final class Measured {
    private final List<int[]> stage = new ArrayList<>();
    private final List<Tracker.Vector> image = new ArrayList<>();
    private final List<Double> times = new ArrayList<>();

    void add(int[] position, Tracker.Vector seen) {
        stage.add(position);
        image.add(seen);
        times.add(System.currentTimeMillis() / 1000.0);
    }

    int count() {
        return stage.size();
    }

    int[] lastStage() {
        return stage.get(stage.size() - 1);
    }

    Tracker.Vector lastImage() {
        return image.get(image.size() - 1);
    }

    Tracker.Vector image(int i) {
        return image.get(i);
    }

    /** Stage positions along a direction. */
    double[] along(double[] direction) {
        double[] out = new double[count()];
        for (int i = 0; i < out.length; i++) {
            int[] p = stage.get(i);
            out[i] = p[0] * direction[0] + p[1] * direction[1] + p[2] * direction[2];
        }
        return out;
    }

    /** View positions along a direction. */
    double[] along(Tracker.Vector direction) {
        double[] out = new double[count()];
        for (int i = 0; i < out.length; i++) {
            out[i] = image.get(i).y() * direction.y() + image.get(i).x() * direction.x();
        }
        return out;
    }

    /** The direction in which the view's positions scatter most; of length 1, of either sign. */
    Tracker.Vector principalDirection() {
        double meanY = 0;
        double meanX = 0;
        for (Tracker.Vector v : image) {
            meanY += v.y() / count();
            meanX += v.x() / count();
        }
        double yy = 0;
        double xx = 0;
        double xy = 0;
        for (Tracker.Vector v : image) {
            yy += (v.y() - meanY) * (v.y() - meanY);
            xx += (v.x() - meanX) * (v.x() - meanX);
            xy += (v.y() - meanY) * (v.x() - meanX);
        }
        double angle = Math.atan2(2 * xy, yy - xx) / 2; // from the axis of y
        return new Tracker.Vector(Math.cos(angle), Math.sin(angle));
    }

    Moves toMoves() {
        return new Moves(
                stage.stream().map(p -> List.of(p[0], p[1], p[2])).toList(),
                image.stream().map(v -> List.of(v.y(), v.x())).toList(),
                List.copyOf(times));
    }
}
