package org.labthings.thing.simmicroscope;

import java.util.Map;
import org.labthings.api.ThingSlot;
import org.labthings.hardware.Stage;
import org.slf4j.Logger;

/** Where the stage's hardware is; where it was last, while it fails or is being replaced. */
final class StagePosition {
    private static final long PROMPT_NANOS = 300_000;
    private static final int MOST_LOOKS = 5;

    private final ThingSlot<Stage> stage;
    private volatile Place last = new Place(0, 0, 0, System.nanoTime());
    private volatile boolean failing;

    /** A place in steps, and when the stage was there. */
    record Place(int x, int y, int z, long time) {}

    StagePosition(ThingSlot<Stage> stage) {
        this.stage = stage;
    }

    Place now(Logger log) {
        try {
            last = look();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                log.warn(
                        "The stage does not say where it is: {}. The picture stays.", e.toString());
            }
            failing = true;
            last = new Place(last.x, last.y, last.z, System.nanoTime());
        }
        return last;
    }

    /**
     * Looks again when the thread was held up between clock and stage: time and place must match.
     */
    private Place look() {
        for (int i = 1; ; i++) {
            long before = System.nanoTime();
            Map<String, Integer> p = stage.get().hardwarePosition();
            long took = System.nanoTime() - before;
            if (took < PROMPT_NANOS || i == MOST_LOOKS) {
                return new Place(at(p, "x"), at(p, "y"), at(p, "z"), before + took / 2);
            }
        }
    }

    private static int at(Map<String, Integer> position, String axis) {
        return position.getOrDefault(axis, 0);
    }
}
