package org.labthings.thing.picamera;

import java.io.IOException;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationError;
import org.slf4j.Logger;

/**
 * Finds the exposure at which the brightest pixels have a certain level, by raw pictures: from the
 * shortest time up, then with gain. Nothing that the image processor does matters to it.
 */
final class AutoExposure {
    private static final int MOST_PICTURES = 20;
    private static final double TOLERANCE = 0.05;
    private static final double LONGER = 8; // at most that much at once
    private static final double STRONGER = 2;

    private final Shots camera;
    private final int largest;
    private final double target;
    private final double percentile;
    private final Logger logger;
    private int pictures;

    /** Takes raw pictures. */
    interface Shots {
        Shot take(Exposure exposure) throws IOException, InterruptedException;
    }

    /**
     * A raw picture, and how it was really exposed.
     *
     * @param micros exposure time
     * @param gain analogue gain
     */
    record Shot(RawImage image, int micros, double gain) {}

    /**
     * Prepares.
     *
     * @param largest the largest number that the sensor gives
     * @param target level of the brightest pixels, above black
     * @param percentile of all pixels that counts as the brightest
     */
    AutoExposure(Shots camera, int largest, double target, double percentile, Logger logger) {
        if (!(target > 0) || target * (1 + TOLERANCE) >= largest * 0.9) {
            throw new IllegalArgumentException(
                    "The target level must be above 0 and well below %d, not %.0f: a saturated"
                                    .formatted(largest, target)
                            + " picture would look right");
        }
        if (!(percentile > 0) || percentile > 100) {
            throw new IllegalArgumentException(
                    "The percentile must be above 0, 100 at most, not " + percentile);
        }
        this.camera = camera;
        this.largest = largest;
        this.target = target;
        this.percentile = percentile;
        this.logger = logger;
    }

    /**
     * Searches; takes some pictures.
     *
     * @param colours whose gains of colours are kept
     * @throws InvocationError when the level cannot be reached
     */
    Exposure from(Exposure colours) throws IOException, InterruptedException {
        Exposure now = colours.withMicros(1).withGain(1);
        Measured shot = measure(now);
        while (!shot.fits() && pictures < MOST_PICTURES) {
            int wanted = (int) Math.max(1, shot.micros * Math.min(target / shot.level, LONGER));
            now = now.withMicros(wanted);
            int before = shot.micros;
            shot = measure(now);
            if (shot.micros == before) {
                break; // it exposes no longer, or no shorter
            }
        }
        while (!shot.fits() && pictures < MOST_PICTURES) {
            now = now.withGain(Math.max(1, shot.gain * Math.min(target / shot.level, STRONGER)));
            double before = shot.gain;
            shot = measure(now);
            if (shot.gain == before) {
                break;
            }
        }
        if (!shot.fits()) {
            throw new InvocationError(
                    "The brightest pixels reach %.0f instead of %.0f, exposed for %d us with gain %.1f. %s"
                            .formatted(
                                    shot.level,
                                    target,
                                    shot.micros,
                                    shot.gain,
                                    shot.level < target
                                            ? "Is the light on? Make it brighter."
                                            : "Make the light darker."));
        }
        return now.withMicros(shot.micros).withGain(shot.gain);
    }

    private final class Measured {
        private final double level;
        private final int micros;
        private final double gain;

        Measured(Shot shot) {
            level = Math.max(1, shot.image.percentile(percentile, largest));
            micros = shot.micros;
            gain = shot.gain;
        }

        boolean fits() {
            return Math.abs(level - target) < target * TOLERANCE;
        }
    }

    private Measured measure(Exposure exposure) throws IOException, InterruptedException {
        Invocation.raiseIfCancelled();
        pictures++;
        Measured measured = new Measured(camera.take(exposure));
        logger.info(
                "Exposed for {} us with gain {}: the brightest pixels have {} of {}.",
                measured.micros,
                measured.gain,
                Math.round(measured.level),
                Math.round(target));
        return measured;
    }
}
