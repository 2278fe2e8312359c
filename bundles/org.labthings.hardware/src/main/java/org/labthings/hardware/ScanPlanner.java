package org.labthings.hardware;

import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says where a scan goes next. It belongs to one scan and to its thread; it computes, and neither
 * blocks nor moves anything. Positions are program positions of the stage, in steps.
 */
@ConsumerType
public interface ScanPlanner {
    /** {@return whether there is nowhere left to go} */
    boolean complete();

    /**
     * Where to go next; the same until it was {@link #visited}.
     *
     * @return the place where the stage is moved to before pictures are taken
     * @throws IllegalStateException when it is complete
     */
    Site next();

    /**
     * Notes what was found at the next site, and plans on.
     *
     * @param x of the site
     * @param y of the site
     * @param z where the focus was, or where the stage is without one
     * @param imaged whether pictures were saved: false over background
     * @param focused whether z is a focus
     * @throws IllegalArgumentException when (x, y) is not the next site
     */
    void visited(int x, int y, int z, boolean imaged, boolean focused);

    /**
     * How much is left, as far as is known now; empty when nothing is.
     *
     * @return by default nothing; shown as the progress of the scan
     */
    default Optional<Outlook> outlook() {
        return Optional.empty();
    }

    /**
     * What is left of a scan.
     *
     * @param remaining sites that are planned and were not visited
     * @param complete whether no others will be planned
     */
    record Outlook(int remaining, boolean complete) {}

    /**
     * Why there is nowhere left to go, as a sentence.
     *
     * @return for the log and the data of the scan
     * @throws IllegalStateException when it is not complete
     */
    String completionReason();

    /**
     * A place to take pictures at.
     *
     * @param x where the stage goes
     * @param y where the stage goes
     * @param z an estimate of the focus; empty: stay at the present z
     */
    record Site(int x, int y, OptionalInt z) {}
}
