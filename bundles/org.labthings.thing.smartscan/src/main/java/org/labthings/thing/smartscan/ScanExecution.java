package org.labthings.thing.smartscan;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationError;
import org.labthings.hardware.BacklashCompensation;
import org.labthings.hardware.Camera;
import org.labthings.hardware.MoveOptions;
import org.labthings.hardware.ScanPlanner;
import org.labthings.hardware.ScanPlanner.Site;
import org.labthings.hardware.ScanWorkflow;
import org.labthings.hardware.ScanWorkflow.Acquisition;
import org.labthings.hardware.Stage;
import org.labthings.hardware.Uncancellable;
import org.labthings.hardware.Unreported;
import org.labthings.hardware.data.DataFolder;
import org.labthings.thing.smartscan.scan.ActionLog;
import org.labthings.thing.smartscan.scan.ScanData;
import org.labthings.thing.smartscan.scan.SiteLog;
import org.labthings.thing.smartscan.stitch.PreviewProcess;
import org.labthings.thing.smartscan.stitch.Stitcher;
import org.slf4j.Logger;

/**
 * One run of a scan, new or resumed: from site to site, with a preview beside it, back to the
 * start, and what is to be said about it. Belongs to the thread of the action.
 */
final class ScanExecution {
    /** A preview of one picture shows nothing new. */
    private static final int FEWEST_IMAGES = 2;

    private static final String FULL_RESOLUTION = "full_resolution";

    /** What a scan uses. The Things are asked for each time: they may be upgraded meanwhile. */
    interface Equipment {
        Camera camera();

        Stage stage();

        DataFolder dataFolder();

        Stitcher stitcher();

        Logger logger();
    }

    private final Equipment equipment;
    private final LiveScan scan;
    private final ScanWorkflow.Run run;
    private final List<SiteLog.Entry> visited;
    private final ActionLog log;
    private final ScanProgress progress;
    private PreviewProcess preview;
    private boolean previewFails;

    /**
     * A run.
     *
     * @param visited the sites where a resumed scan was already
     */
    ScanExecution(
            Equipment equipment,
            LiveScan scan,
            ScanWorkflow.Run run,
            List<SiteLog.Entry> visited,
            ScanProgress progress) {
        this.equipment = equipment;
        this.scan = scan;
        this.run = run;
        this.visited = visited;
        this.progress = progress;
        this.log = new ActionLog(scan.folder().logFile());
    }

    /**
     * Scans. When it returns, the stage is back at the start, and the scan is not stitched yet.
     *
     * @throws InvocationCancelledError when it was cancelled before it had pictures worth keeping
     * @throws Exception whatever stopped it; the stage was brought back nevertheless
     */
    void run() throws Exception {
        Throwable failure = null;
        try {
            String reason = visitAll();
            end("success", Optional.of(reason));
            equipment.logger().info("{}", reason);
        } catch (InvocationCancelledError e) {
            end("cancelled by user", Optional.empty());
            equipment.logger().info("The scan '{}' was cancelled.", scan.folder().name());
            if (scan.data().imageCount() < FEWEST_IMAGES) {
                failure = e;
                throw e;
            }
        } catch (Exception e) {
            failure = e;
            end(e.getClass().getSimpleName() + ": " + e.getMessage(), Optional.empty());
            equipment
                    .logger()
                    .error(
                            "The scan '{}' failed: {}",
                            scan.folder().name(),
                            e.getMessage(),
                            e instanceof InvocationError ? null : e);
            throw e;
        } finally {
            goHome(failure);
        }
    }

    private void end(String result, Optional<String> reason) throws IOException {
        scan.data(scan.data().ended(scan.duration(), result, reason));
    }

    private String visitAll() throws Exception {
        Camera camera = equipment.camera();
        if (camera.streamingModes().containsKey(FULL_RESOLUTION)) {
            camera.changeStreamingMode(FULL_RESOLUTION);
        }
        ScanPlanner planner = run.plan(scan.data().startingPosition());
        int sites = visited.size();
        if (visited.isEmpty()) {
            progress.prepare("focusing");
            Unreported.call(
                    () -> {
                        run.preScan();
                        return null;
                    });
        } else {
            visited.forEach(v -> planner.visited(v.x(), v.y(), v.z(), v.imaged(), v.focused()));
        }
        scan.phase(ScanPhase.SCANNING);
        while (!planner.complete()) {
            Invocation.raiseIfCancelled();
            equipment.dataFolder().requireFreeSpace(DataFolder.ENOUGH);
            updatePreview();
            progress.site(sites++, planner.outlook(), scan.data().imageCount());
            Unreported.call(
                    () -> {
                        visit(planner);
                        return null;
                    });
            saveLog();
        }
        return planner.completionReason();
    }

    private void visit(ScanPlanner planner) throws Exception {
        Site site = planner.next();
        Stage stage = equipment.stage();
        Map<String, Integer> target = new LinkedHashMap<>();
        target.put("x", site.x());
        target.put("y", site.y());
        target.put("z", site.z().orElse(stage.position().get("z")));
        equipment.logger().info("Going to {}", target);
        stage.moveAbsolute(target, MoveOptions.compensated(BacklashCompensation.XY_ONLY));
        Acquisition acquired = run.acquire(scan.folder().images());
        int z = acquired.focus().orElseGet(() -> equipment.stage().position().get("z"));
        SiteLog.Entry entry =
                new SiteLog.Entry(
                        site.x(), site.y(), z, acquired.imaged(), acquired.focus().isPresent());
        planner.visited(entry.x(), entry.y(), entry.z(), entry.imaged(), entry.focused());
        scan.folder().sites().add(entry);
        ScanData data = scan.data();
        if (acquired.images() > 0) {
            scan.data(data.withImages(scan.folder().imageCount()));
        }
    }

    private void updatePreview() {
        if (scan.data().imageCount() < FEWEST_IMAGES || run.stitching().isEmpty() || previewFails) {
            return;
        }
        if (preview == null || !preview.running()) {
            sayPreviewProblem(preview == null ? Optional.empty() : preview.problem());
            try {
                preview =
                        equipment
                                .stitcher()
                                .startPreview(
                                        run.stitching().get(),
                                        scan.folder().images(),
                                        scan.folder().path().resolve(".preview.log"));
            } catch (IOException | RuntimeException e) { // a scan is worth more than its preview
                equipment.logger().warn("Previews cannot be made: {}", e.getMessage());
                previewFails = true;
            }
        }
    }

    private void sayPreviewProblem(Optional<String> problem) {
        problem.ifPresent(p -> equipment.logger().warn("The preview could not be made: {}", p));
    }

    /** Waits for the preview that is being made, and makes one of all pictures. */
    void finishPreview() throws InterruptedException {
        if (preview != null) {
            sayPreviewProblem(preview.await());
        }
        updatePreview();
        if (preview != null) {
            sayPreviewProblem(preview.await());
        }
    }

    /** Waits for the preview that is being made, if one is. */
    void awaitPreview() throws InterruptedException {
        if (preview != null) {
            sayPreviewProblem(preview.await());
        }
    }

    /** Brings the stage back; what stopped the scan is more important than that this fails. */
    private void goHome(Throwable failure) throws Exception {
        try {
            Unreported.call(
                    () -> {
                        Uncancellable.run(this::moveHome);
                        return null;
                    });
        } catch (RuntimeException e) {
            if (failure == null) {
                throw e;
            }
            equipment
                    .logger()
                    .warn("The stage was not brought back to the start: {}", e.getMessage());
        }
    }

    private void moveHome() throws InterruptedException {
        try {
            equipment.camera().changeStreamingMode(Camera.DEFAULT);
        } finally {
            equipment
                    .stage()
                    .moveAbsolute(scan.data().startingPosition(), MoveOptions.UNCANCELLABLE);
        }
    }

    /** Appends to the scan's log what the action said since the last time. */
    void saveLog() {
        try {
            log.append(Invocation.current().map(Invocation::log).orElse(List.of()));
        } catch (IOException e) {
            equipment.logger().warn("The scan's log cannot be written: {}", e.getMessage());
        }
    }

    /** Ends a preview that is of no use any more. */
    void killPreview() {
        if (preview != null) {
            preview.kill();
        }
    }
}
