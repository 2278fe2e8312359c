package org.labthings.thing.smartscan;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationError;
import org.labthings.hardware.ScanWorkflow;
import org.labthings.thing.smartscan.scan.ScanFolder;
import org.labthings.thing.smartscan.scan.SiteLog;

/** One scan at a time, with what comes after it. */
final class Scanning {
    private static final long LOCK_MILLIS = 100;
    private static final Duration LOGS_REACH_CLIENT = Duration.ofSeconds(1);

    private final ScanExecution.Equipment equipment;
    private final BooleanSupplier tiff;
    private final Semaphore scanning = new Semaphore(1);
    private volatile LiveScan live;

    /**
     * Scans with this equipment.
     *
     * @param tiff whether stitching makes a TIFF as well
     */
    Scanning(ScanExecution.Equipment equipment, BooleanSupplier tiff) {
        this.equipment = equipment;
        this.tiff = tiff;
    }

    /** The current or the last scan. */
    Optional<LiveScan> live() {
        return Optional.ofNullable(live);
    }

    void forget() {
        live = null;
    }

    /** Whether this scan is being made. */
    boolean isOngoing(ScanFolder folder) {
        LiveScan scan = live;
        return scan != null && !scan.complete() && scan.folder().equals(folder);
    }

    /** Whether a scan is being made. */
    boolean ongoing() {
        return scanning.availablePermits() == 0;
    }

    /** A scan. */
    interface Task {
        void run() throws Exception;
    }

    /**
     * Runs a task that nothing else of its kind runs beside.
     *
     * @throws InvocationError when another one runs
     */
    void exclusively(Task task) throws Exception {
        if (!scanning.tryAcquire(LOCK_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new InvocationError("Trying to run scan while scan is already running!");
        }
        try {
            task.run();
        } finally {
            scanning.release();
        }
    }

    /**
     * Runs a scan, and stitches it.
     *
     * @param visited where it was already
     */
    void execute(
            ScanWorkflow.Run run, LiveScan scan, List<SiteLog.Entry> visited, StoredScans stored)
            throws Exception {
        live = scan;
        ScanProgress progress = new ScanProgress();
        ScanExecution execution = new ScanExecution(equipment, scan, run, visited, progress);
        boolean stitched = false;
        try {
            execution.run();
            scan.phase(ScanPhase.STITCHING);
            progress.stitching();
            stitch(execution, scan, stored);
            stitched = true;
            progress.done(scan.data().imageCount());
        } finally {
            if (!stitched) {
                execution.killPreview();
            }
            execution.saveLog();
            scan.phase(ScanPhase.COMPLETE);
            purgeEmpty(stored);
        }
    }

    private void purgeEmpty(StoredScans stored) {
        try {
            stored.purgeEmpty();
        } catch (IOException e) { // no reason to call the scan a failure
            equipment.logger().warn("Empty scans were not deleted: {}", e.getMessage());
        }
    }

    private void stitch(ScanExecution execution, LiveScan scan, StoredScans stored)
            throws IOException, InterruptedException {
        if (scan.data().imageCount() < 2) {
            return;
        }
        try {
            if (scan.data().stitchAutomatically()) {
                execution.awaitPreview();
                stored.stitch(scan.folder(), tiff.getAsBoolean());
            } else {
                execution.finishPreview();
            }
        } catch (InvocationCancelledError e) {
            equipment.logger().info("Stitching was cancelled; the scan is kept.");
            Invocation.sleep(LOGS_REACH_CLIENT);
        }
    }
}
