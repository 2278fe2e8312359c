package org.labthings.thing.autofocus;

import java.util.LinkedHashMap;
import java.util.Map;
import org.labthings.hardware.BacklashCompensation;
import org.labthings.hardware.MoveOptions;
import org.labthings.hardware.NoFocusFoundError;
import org.labthings.hardware.Stage;
import org.slf4j.Logger;

/** Finds the focus by moves through a range, watched by a monitor. One action; blocks. */
final class Sweeps {
    private static final int MOST_ATTEMPTS = 10;
    private static final int MOST_LOOKS = 4;
    private static final MoveOptions COMPENSATED =
            MoveOptions.compensated(BacklashCompensation.Z_ONLY);

    private final Stage stage;
    private final SharpnessMonitor monitor;
    private final Logger log;

    Sweeps(Stage stage, SharpnessMonitor monitor, Logger log) {
        this.stage = stage;
        this.monitor = monitor;
        this.log = log;
    }

    /** Only z moves; the others are named so that all drivers agree. */
    static Map<String, Integer> up(int steps) {
        Map<String, Integer> move = new LinkedHashMap<>();
        move.put("x", 0);
        move.put("y", 0);
        move.put("z", steps);
        return move;
    }

    private int z() {
        return stage.position().getOrDefault("z", 0);
    }

    private SharpnessMonitor.Span watchedMove(int steps) throws InterruptedException {
        return monitor.during(
                () -> stage.moveRelative(Map.of("z", steps), MoveOptions.UNCANCELLABLE));
    }

    /**
     * Moves through the range once, and again around the peak if that was at an end of it, or if
     * frames are missing there; then to the peak, from below.
     *
     * @param fromCentre whether the range is around the present position, or above it
     * @return z of the focus
     */
    int fast(int dz, boolean fromCentre) throws InterruptedException {
        if (fromCentre) {
            stage.moveRelative(Map.of("z", Math.floorDiv(-dz, 2)));
        }
        Peak peak = Peak.of(monitor.curve(watchedMove(dz)));
        stage.moveRelative(Map.of("z", -dz));
        int half = dz / 2;
        for (int looks = 1; !peak.bracketed() && looks < MOST_LOOKS; looks++) {
            log.info(
                    "The peak is at the end of the range, or frames are missing, near {}: looking"
                            + " around it",
                    rounded(peak));
            stage.moveAbsolute(Map.of("z", rounded(peak) - half / 2));
            Peak next = Peak.of(monitor.curve(watchedMove(half)));
            stage.moveRelative(Map.of("z", -half));
            boolean atAnEnd = Double.isInfinite(peak.gap());
            peak = atAnEnd || next.gap() < peak.gap() ? next : peak;
        }
        int focus = rounded(peak);
        stage.moveAbsolute(Map.of("z", focus));
        return focus;
    }

    /** Where the first or last frame is the sharpest, the focus lies beyond that end. */
    private static double peakOrEnd(Curve curve, int lowest, int highest) {
        int top = curve.sharpest();
        if (top == 0) {
            return lowest;
        }
        return top == curve.z().length - 1 ? highest : Peak.of(curve).z();
    }

    private static int rounded(Peak peak) {
        return (int) Math.round(peak.z());
    }

    /**
     * Moves through ranges until the peak is well within one.
     *
     * @throws NoFocusFoundError after ten of them
     */
    Curve looping(int dz, boolean fromCentre) throws InterruptedException {
        boolean centre = fromCentre;
        for (int i = 1; i <= MOST_ATTEMPTS; i++) {
            if (centre) {
                stage.moveRelative(up(-(dz / 2)), COMPENSATED);
            }
            centre = true;
            int lowest = z();
            Curve curve = monitor.curve(watchedMove(dz));
            int highest = z();
            double peak = peakOrEnd(curve, lowest, highest);
            stage.moveAbsolute(Map.of("z", (int) Math.round(peak)), COMPENSATED);
            double margin = dz / 5.0;
            if (lowest + margin < peak && peak < highest - margin) {
                log.info("Attempt {}: in focus at z = {}", i, z());
                return curve;
            }
            log.info("Attempt {}: the sharpest place, {}, is at the end of the range", i, z());
        }
        throw new NoFocusFoundError("Looping autofocus couldn't converge on a focus location.");
    }
}
