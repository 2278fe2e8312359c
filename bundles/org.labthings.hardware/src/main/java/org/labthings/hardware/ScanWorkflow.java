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
    /**
     * Its name for people.
     *
     * @return the same at all times
     */
    String displayName();

    /**
     * What it does, for people, in simple HTML.
     *
     * @return may depend on its settings
     */
    String uiBlurb();

    /**
     * Whether it can start: mapping calibrated, background known.
     *
     * @return false: {@link #prepare} would say why not
     */
    boolean ready();

    /**
     * The controls of its settings.
     *
     * @return empty for a workflow without settings
     */
    List<UiElement> settingsUi();

    /**
     * Checks that it can start, and freezes its settings: what is changed afterwards has no effect
     * on the run. May take a test picture; blocks.
     *
     * @return a scan that has not begun
     * @throws InvocationError saying why it cannot start
     * @throws InterruptedException when the thread is interrupted
     */
    Run prepare() throws InterruptedException;

    /**
     * The same, with pictures saved at a size of one's own.
     *
     * @param saveResolution of the files; empty: what the capture mode says
     * @return a scan that has not begun
     * @throws InterruptedException when the thread is interrupted
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
     * @return a scan whose {@link Run#plan} is asked again, and whose planner is told of the sites
     *     that were visited
     * @throws InvocationError saying why it cannot
     * @throws InterruptedException when the thread is interrupted
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
        /**
         * The frozen settings, as JDK values, stored with the scan.
         *
         * @return what {@link ScanWorkflow#resume} needs: strings, numbers, booleans, lists, maps
         */
        Map<String, Object> settings();

        /** {@return the size of the saved pictures} */
        Resolution saveResolution();

        /** {@return how the pictures can be stitched; empty when they cannot} */
        Optional<Stitching> stitching();

        /**
         * Plans the sites around the place where the scan starts. Called once, first of all.
         *
         * @param start axis to steps, where the stage was when the scan began
         * @return a planner of its own, at its first site; the same settings, start and visits must
         *     lead to the same sites, as a resumed scan repeats them
         */
        ScanPlanner plan(Map<String, Integer> start);

        /**
         * What is done once before the first site: an autofocus, for instance. Not for a scan that
         * goes on.
         *
         * @throws InterruptedException when the thread is interrupted
         * @throws InvocationError when the scan makes no sense like this; it ends then
         */
        void preScan() throws InterruptedException;

        /**
         * Takes the pictures of a site; the stage is there.
         *
         * @param images folder for pictures, named {@code img_<x>_<y>_<z>.jpeg}
         * @return what was done; over background nothing was saved
         * @throws InterruptedException when the thread is interrupted
         * @throws InvocationError ends the scan; what it has is kept
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
