package org.labthings.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What was written to the configuration file.
 *
 * @param file which was written
 * @param things names of the Things whose entries were added, changed or removed
 * @param superseded names of Things whose unsaved edits were given up, because the file's entry had
 *     been edited meanwhile
 */
public record SavedSet(Path file, List<String> things, List<String> superseded) {}
