package org.labthings.thing.folderwatch;

import java.time.Instant;
import org.labthings.api.Blob;

/**
 * A file of the watched folder.
 *
 * @param name path below the folder, with forward slashes
 * @param size in bytes
 * @param modified when it was written last
 * @param data its content
 */
public record NewFile(String name, long size, Instant modified, Blob data) {}
