package org.labthings.thing.smartscan;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.labthings.thing.smartscan.scan.ScanData;
import org.labthings.thing.smartscan.scan.ScanDataJson;
import org.labthings.thing.smartscan.scan.ScanFolder;

/** The current or the last scan: written by the scan's thread, read by any. */
final class LiveScan {
    private final ScanFolder folder;
    private final String workflow;
    private final long start = System.nanoTime();
    private final Duration before;
    private volatile ScanData data;
    private volatile ScanPhase phase = ScanPhase.SETUP;
    private volatile Duration end;

    /**
     * A scan.
     *
     * @param workflow display name
     * @param before how long it took before it was resumed
     */
    LiveScan(ScanFolder folder, String workflow, ScanData data, Duration before) {
        this.folder = folder;
        this.workflow = workflow;
        this.data = data;
        this.before = before;
    }

    ScanFolder folder() {
        return folder;
    }

    ScanData data() {
        return data;
    }

    void data(ScanData newData) throws IOException {
        data = newData;
        folder.write(newData);
    }

    void phase(ScanPhase newPhase) {
        if (newPhase == ScanPhase.COMPLETE) {
            end = duration();
        }
        phase = newPhase;
    }

    boolean complete() {
        return phase == ScanPhase.COMPLETE;
    }

    /** How long it has taken. */
    Duration duration() {
        Duration ended = end;
        return ended != null ? ended : before.plusNanos(System.nanoTime() - start);
    }

    LiveDetails details() {
        ScanData now = data;
        return new LiveDetails(
                folder.name(),
                stitchTimestamp(),
                now.imageCount(),
                phase,
                Optional.of(duration().toMillis() / 1000.0),
                Optional.of(workflow),
                Optional.of(now.workflowSettings()),
                now.stitchingSettings().map(ScanDataJson::settings),
                Optional.of(now.saveResolution()));
    }

    private Optional<Double> stitchTimestamp() {
        try {
            return Optional.of(Files.getLastModifiedTime(folder.previewFile()).toMillis() / 1000.0);
        } catch (IOException e) {
            return Optional.empty(); // there is none yet, or the scan was deleted
        }
    }
}
