package org.labthings.hardware.camera;

import java.util.Map;
import java.util.Optional;
import org.labthings.api.ThingSlot;
import org.labthings.hardware.BackgroundDetector;
import org.slf4j.Logger;

/**
 * Which background detector a camera uses: the chosen one while it is there, else the usual one,
 * else the first. The choice is kept while its detector is away.
 */
final class DetectorChoice {
    private static final String USUAL = "bg_channel_deviations_luv";

    private final ThingSlot<BackgroundDetector> detectors;
    private volatile Optional<String> chosen = Optional.empty();

    DetectorChoice(ThingSlot<BackgroundDetector> detectors) {
        this.detectors = detectors;
    }

    /** What is chosen, whether it is there or not. */
    void choose(Optional<String> name) {
        chosen = name;
    }

    /** Says which one is used instead of one that was chosen before and is not there. */
    void coerce(Logger log) {
        Optional<String> used = name();
        if (chosen.isPresent() && !chosen.equals(used)) {
            log.warn(
                    "There is no background detector '{}': '{}' is used until it comes back, or"
                            + " another one is chosen.",
                    chosen.get(),
                    used.orElse("none"));
        }
    }

    boolean knows(String name) {
        return detectors.all().containsKey(name);
    }

    /** The name of the detector in use. */
    Optional<String> name() {
        Map<String, BackgroundDetector> all = detectors.all();
        if (chosen.isPresent() && all.containsKey(chosen.get())) {
            return chosen;
        }
        return all.containsKey(USUAL) ? Optional.of(USUAL) : all.keySet().stream().findFirst();
    }

    Optional<BackgroundDetector> get() {
        return name().map(detectors.all()::get);
    }
}
