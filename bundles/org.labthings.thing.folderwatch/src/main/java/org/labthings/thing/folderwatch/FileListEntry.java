package org.labthings.thing.folderwatch;

import java.time.Instant;

/**
 * A file of the watched folder, without its content.
 *
 * @param name path below the folder, with forward slashes
 * @param size in bytes
 * @param modified when it was written last
 */
public record FileListEntry(String name, long size, Instant modified) {}
