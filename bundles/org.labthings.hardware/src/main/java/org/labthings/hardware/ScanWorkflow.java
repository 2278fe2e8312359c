package org.labthings.hardware;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.labthings.api.InvocationError;
import org.labthings.hardware.image.Resolution;
import org.labthings.hardware.ui.UiElement;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One kind of scan: which sites it visits and what it does at each. A new kind is a new Thing, in a
 * bundle of its own.
 */
@ConsumerType
public interface ScanWorkflow {
    /** Its name for people. */
    String displayName();

    /** What it does, for people, in simple HTML. */
    String uiBlurb();

    /** Whether it can start: mapping calibrated, background known. */
    boolean ready();

    /** The controls of its settings. */
    List<UiElement> settingsUi();

    /**
     * Checks that it can start, and freezes its settings: what is changed afterwards has no effect
     * on the run. May take a test picture; blocks.
     *
     * @throws InvocationError saying why it cannot start
     */
    Run prepare() throws InterruptedException;

    /**
     * The same, with pictures saved at a size of one's own.
     *
     * @param saveResolution of the files; empty: what the capture mode says
     * @throws InvocationError also when there is one and this workflow knows only that of the mode
     */
    default Run prepare(Optional<Resolution> saveResolution) throws InterruptedException {
        if (saveResolution.isPresent()) {
            throw new InvocationError(
                    "Scans of the workflow '"
                            + displayName()
                            + "' save pictures as large as their capture mode says. Set"
                            + " save_resolution to null.");
        }
        return prepare();
    }

    /**
     * Goes on with a scan that ended early, with the settings that were frozen at its start; takes
     * no test picture.
     *
     * @param settings what {@link Run#settings()} was then; numbers may be of another type
     * @throws InvocationError saying why it cannot
     */
    default Run resume(Map<String, Object> settings) throws InterruptedException {
        throw new InvocationError(
                "Scans of the workflow '"
                        + displayName()
                        + "' cannot be resumed. Start a new one.");
    }

    /** One scan. It belongs to the thread of the scan; everything blocks, and can be cancelled. */
    @ConsumerType
    interface Run {
        /** The frozen settings, as JDK values, stored with the scan. */
        Map<String, Object> settings();

        /** Size of the saved pictures. */
        Resolution saveResolution();

        /** How the pictures can be stitched; empty when they cannot. */
        Optional<Stitching> stitching();

        /** Plans the sites around the place where the scan starts. */
        ScanPlanner plan(Map<String, Integer> start);

        /** What is done once before the first site: an autofocus, for instance. */
        void preScan() throws InterruptedException;

        /**
         * Takes the pictures of a site; the stage is there.
         *
         * @param images folder for pictures, named {@code img_<x>_<y>_<z>.jpeg}
         */
        Acquisition acquire(Path images) throws InterruptedException;
    }

    /**
     * What was done at a site.
     *
     * @param imaged whether pictures were saved
     * @param focus z of the focus, if there is one
     * @param images how many pictures were saved
     */
    record Acquisition(boolean imaged, OptionalInt focus, int images) {}

    /**
     * How pictures fit together.
     *
     * @param correlationResize by how much they are scaled to be compared
     * @param overlap of neighbours, 0 to 1
     */
    record Stitching(double correlationResize, double overlap) {}
}
