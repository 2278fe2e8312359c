package org.labthings.thing.simstage;

/**
 * How far a motor has come after some time: it speeds up, keeps its speed, and slows down. Short
 * ways are over before the speed is reached.
 *
 * <pre>
 * speed   ____________
 *        /            \
 * ______/              \______ time
 * </pre>
 */
final class Ramp {
    private final double distance;
    private final double acceleration;
    private final double peak;
    private final double rise;
    private final double duration;

    /**
     * A way.
     *
     * @param distance steps, not negative
     * @param speed steps/s at most
     * @param acceleration steps/s²
     */
    Ramp(double distance, double speed, double acceleration) {
        this.distance = distance;
        this.acceleration = acceleration;
        this.peak = Math.min(speed, Math.sqrt(distance * acceleration));
        this.rise = peak / acceleration;
        this.duration = distance == 0 ? 0 : distance / peak + rise;
    }

    /** How long it takes, in seconds. */
    double duration() {
        return duration;
    }

    /** What part of the way is done after some seconds: 0 to 1. */
    double fraction(double seconds) {
        if (seconds >= duration) {
            return 1;
        }
        if (seconds <= 0) {
            return 0;
        }
        double done;
        if (seconds < rise) {
            done = acceleration * seconds * seconds / 2;
        } else if (seconds <= duration - rise) {
            done = peak * (seconds - rise / 2);
        } else {
            double left = duration - seconds;
            done = distance - acceleration * left * left / 2;
        }
        return Math.min(1, Math.max(0, done / distance));
    }
}
