package org.labthings.health.internal;

import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that the server makes when it first needs them. */
final class ExistingFolder {
    private ExistingFolder() {}

    /** The folder, or the nearest one above it that is there. */
    static Path of(Path folder) {
        Path at = folder.toAbsolutePath();
        while (at.getParent() != null && !Files.exists(at)) {
            at = at.getParent();
        }
        return at;
    }
}
