package org.labthings.thing.smartscan;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.labthings.api.CancelEvent;
import org.labthings.api.Invocation;
import org.labthings.api.LogRecord;
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

    /** What is done at a site. */
    interface Part<T> extends Callable<T> {
        @Override
        T call() throws Exception;
    }

    /** Runs a part of the scan, such as a move, whose own progress says nothing of the scan's. */
    static <T> T unreported(Part<T> part) throws Exception {
        Invocation outer = Invocation.current().orElse(null);
        return outer == null ? part.call() : Invocation.callIn(new Unreported(outer), part);
    }

    private record Unreported(Invocation outer) implements Invocation {
        @Override
        public UUID id() {
            return outer.id();
        }

        @Override
        public CancelEvent cancelEvent() {
            return outer.cancelEvent();
        }

        @Override
        public List<LogRecord> log() {
            return outer.log();
        }

        @Override
        public void append(LogRecord entry) {
            outer.append(entry);
        }

        @Override
        public void reportProgress(double fraction, String text) {
            // the move's, or the stack's
        }
    }
}
