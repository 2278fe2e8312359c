package org.labthings.thing.smartscan.scan;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.labthings.hardware.ScanWorkflow.Stitching;
import org.labthings.hardware.image.Resolution;

/**
 * What a scan's {@code scan_data.json} says. Immutable.
 *
 * @param scanName as the folder's
 * @param startingPosition axis to steps
 * @param startTime local, in seconds
 * @param stitchAutomatically whether it is stitched at its end
 * @param saveResolution size of the pictures
 * @param imageCount how many pictures were saved
 * @param duration empty while it is unknown: the scan runs, or ended with the server
 * @param scanResult {@code success}, {@code cancelled by user}, or an error; empty as above
 * @param completionReason why it went no further; empty as above, and after an error
 * @param stitchingSettings empty when the pictures cannot be stitched
 * @param workflow simple class name
 * @param workflowSettings as they were frozen at the start
 */
public record ScanData(
        String scanName,
        Map<String, Integer> startingPosition,
        LocalDateTime startTime,
        boolean stitchAutomatically,
        Resolution saveResolution,
        int imageCount,
        Optional<Duration> duration,
        Optional<String> scanResult,
        Optional<String> completionReason,
        Optional<Stitching> stitchingSettings,
        String workflow,
        Map<String, Object> workflowSettings) {
    /** The version of the format that is written. */
    static final int SCHEMA_VERSION = 2;

    /** How the start is written. */
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd_HH:mm:ss");

    /** With the name of its folder. */
    public ScanData named(String name) {
        return new ScanData(
                name,
                startingPosition,
                startTime,
                stitchAutomatically,
                saveResolution,
                imageCount,
                duration,
                scanResult,
                completionReason,
                stitchingSettings,
                workflow,
                workflowSettings);
    }

    /** As it is after some pictures. */
    public ScanData withImages(int count) {
        return new ScanData(
                scanName,
                startingPosition,
                startTime,
                stitchAutomatically,
                saveResolution,
                count,
                duration,
                scanResult,
                completionReason,
                stitchingSettings,
                workflow,
                workflowSettings);
    }

    /** As it is at its end. */
    public ScanData ended(Duration took, String result, Optional<String> reason) {
        return new ScanData(
                scanName,
                startingPosition,
                startTime,
                stitchAutomatically,
                saveResolution,
                imageCount,
                Optional.of(took),
                Optional.of(result),
                reason,
                stitchingSettings,
                workflow,
                workflowSettings);
    }

    /** As it is when it goes on. */
    public ScanData resumed() {
        return new ScanData(
                scanName,
                startingPosition,
                startTime,
                stitchAutomatically,
                saveResolution,
                imageCount,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                stitchingSettings,
                workflow,
                workflowSettings);
    }

    /** Whole seconds as {@code H:MM:SS}, however many hours. */
    static String text(Duration duration) {
        return String.format(
                "%d:%02d:%02d",
                duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }
}
