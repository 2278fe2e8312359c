package org.labthings.thing.smartscan;

import java.util.Map;
import java.util.Optional;
import org.labthings.hardware.image.Resolution;

/**
 * How the current or the last scan is doing.
 *
 * @param name of the scan
 * @param stitchTimestamp when the preview was last made, in seconds since 1970
 * @param imageCount how many pictures were saved
 * @param scanPhase what it does
 * @param durationSeconds how long it has taken
 * @param workflow display name
 * @param settings frozen at its start
 * @param stitchingSettings how the pictures are put together
 * @param saveResolution size of the pictures
 */
public record LiveDetails(
        String name,
        Optional<Double> stitchTimestamp,
        int imageCount,
        ScanPhase scanPhase,
        Optional<Double> durationSeconds,
        Optional<String> workflow,
        Optional<Map<String, Object>> settings,
        Optional<Map<String, Object>> stitchingSettings,
        Optional<Resolution> saveResolution) {}
