package org.labthings.thing.simstage;

import java.util.function.LongSupplier;

/**
 * Where the stage's hardware is, at rest and during a move. All axes of a move start and end
 * together. From any thread; nothing blocks.
 */
final class Motor {
    private final LongSupplier nanos;
    private Position rest = Position.ZERO;
    private Motion motion;

    /** A motor at the origin that reads the time, in nanoseconds, from this clock. */
    Motor(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** One move; known to whoever started it. */
    final class Motion {
        private final Position from = rest;
        private final Position distance;
        private final Ramp ramp;
        private final long start = nanos.getAsLong();
        private volatile boolean arrived;

        private Motion(Position distance, double speed, double acceleration) {
            this.distance = distance;
            this.ramp = new Ramp(distance.longest(), speed, acceleration);
        }

        private double seconds() {
            return (nanos.getAsLong() - start) / 1e9;
        }

        private Position now() {
            return from.plus(distance.times(ramp.fraction(seconds())));
        }

        /** What part of the way is done. */
        double fraction() {
            return ramp.fraction(seconds());
        }

        /** Whether it ended at its target; false also while it is under way. */
        boolean arrived() {
            return arrived;
        }

        /** Seconds until it is there. */
        double secondsLeft() {
            return Math.max(0, ramp.duration() - seconds());
        }
    }

    /** Where it is now. */
    synchronized Position position() {
        settle();
        return motion == null ? rest : motion.now();
    }

    /**
     * Starts a move; one that is under way ends where it is.
     *
     * @throws ArithmeticException when the target is out of range; nothing moves
     */
    synchronized Motion start(Position distance, double speed, double acceleration) {
        halt();
        rest.plus(distance); // checked before anything moves
        motion = new Motion(distance, speed, acceleration);
        return motion;
    }

    /** Whether that move is still under way. */
    synchronized boolean runs(Motion which) {
        settle();
        return motion == which;
    }

    /** Ends a move where it is. */
    synchronized void halt() {
        rest = position();
        motion = null;
    }

    private void settle() {
        if (motion != null && motion.fraction() >= 1) {
            rest = motion.from.plus(motion.distance);
            motion.arrived = true;
            motion = null;
        }
    }
}
