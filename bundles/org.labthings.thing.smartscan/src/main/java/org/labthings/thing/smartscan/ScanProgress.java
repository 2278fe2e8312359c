package org.labthings.thing.smartscan;

import java.util.Optional;
import org.labthings.api.Invocation;
import org.labthings.hardware.ScanPlanner.Outlook;

/**
 * How far a scan is, for whoever watches its action. Of a plan that grows on the way nobody knows
 * how large it will be: then it is the visited part of what is planned, and never goes back.
 * Belongs to the thread of the action.
 */
final class ScanProgress {
    /** What is left for stitching. */
    private static final double SCANNED = 0.9;

    private double shown;

    /** Nothing was visited yet. */
    void prepare(String text) {
        Invocation.progress(shown, text);
    }

    /**
     * A site is visited now.
     *
     * @param visited sites before this one
     * @param images saved until now
     */
    void site(int visited, Optional<Outlook> outlook, int images) {
        String text = "site " + (visited + 1);
        if (outlook.isPresent()) {
            int all = visited + outlook.get().remaining();
            shown = Math.max(shown, SCANNED * visited / Math.max(1, all));
            text += (outlook.get().complete() ? " of " : " of at least ") + all;
        }
        Invocation.progress(shown, text + ", " + pictures(images));
    }

    private static String pictures(int count) {
        return count + (count == 1 ? " picture" : " pictures");
    }

    /** The pictures are put together. */
    void stitching() {
        shown = Math.max(shown, SCANNED);
        Invocation.progress(shown, "stitching");
    }

    /** Nothing is left to do. */
    void done(int images) {
        shown = 1;
        Invocation.progress(shown, pictures(images));
    }
}
