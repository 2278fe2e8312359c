package org.labthings.core.internal.lifecycle;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the server is configured to do.
 *
 * @param settingsFolder where settings files are
 * @param apiPrefix of all paths
 * @param applicationConfig JSON text, or null
 * @param debug whether Things log below INFO
 * @param strict whether one Thing that cannot run ends the server
 * @param openPatience how long others wait for an {@code open} that blocks
 * @param cancelGrace how long running actions may take to end
 * @param closeDeadline how long {@code close} may take
 */
public record ServerSettings(
        Path settingsFolder,
        String apiPrefix,
        String applicationConfig,
        boolean debug,
        boolean strict,
        Duration openPatience,
        Duration cancelGrace,
        Duration closeDeadline) {}
