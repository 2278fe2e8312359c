package org.labthings.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The configured Things at one moment.
 *
 * @param things in the order of the configuration
 * @param unsaved names of Things that were created, changed or removed and not written to the file
 * @param file the configuration file; empty when there is none
 * @param obstacle why it cannot be saved, one sentence; empty when it can
 */
public record RunningSet(
        List<ThingDefinition> things,
        List<String> unsaved,
        Optional<Path> file,
        Optional<String> obstacle) {

    /** The Thing of that name. */
    public Optional<ThingDefinition> thing(String name) {
        return things.stream().filter(t -> t.name().equals(name)).findFirst();
    }
}
