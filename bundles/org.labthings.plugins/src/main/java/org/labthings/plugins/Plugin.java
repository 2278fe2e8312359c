package org.labthings.plugins;

import java.util.List;

/**
 * A driver bundle, or a library that is one, as it is now.
 *
 * @param name its symbolic name; for a file that is no bundle, the name of the file
 * @param version the version that is installed; null when none is
 * @param file in the plugins folder that it came from; when that one does not run, the jar that was
 *     kept of it
 * @param state whether it runs
 * @param reason one sentence for people: why it is in that state
 * @param previous the version that a roll-back brings back; null for none
 * @param things names of the Things that it provides now, in the order of the configuration
 * @param shipped the version of the driver of the same name that the distribution brings, in whose
 *     place the plugin is; null when there is none
 */
public record Plugin(
        String name,
        String version,
        String file,
        State state,
        String reason,
        String previous,
        List<String> things,
        String shipped) {

    /** Whether it runs. */
    public enum State {
        /** Its bundle is active, or a fragment that is part of another bundle. */
        RUNNING,
        /** Active, but its Things are still to prove that they run as they did before. */
        PROBATION,
        /** Installed and stopped by hand. */
        STOPPED,
        /** It cannot run, or is no bundle; the reason says why. */
        REFUSED
    }
}
