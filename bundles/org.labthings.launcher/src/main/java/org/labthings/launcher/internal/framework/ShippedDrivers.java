package org.labthings.launcher.internal.framework;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;

/**
 * The drivers and extensions that the distribution brings, and which of them a configuration needs
 * before the server can answer: a start does not wait for the others. Each jar says in its manifest
 * which strings of a configuration ask for it.
 */
public final class ShippedDrivers {
    /**
     * Manifest header: class names, Python class strings or configuration keys, separated by
     * commas. A jar without it is needed always.
     */
    public static final String HEADER = "LabThings-Needed-For";

    private final Path folder;
    private final String configuration;
    private final Path plugins;

    /**
     * Those in a folder, which need not exist.
     *
     * @param configuration text of the configuration, which need not be valid
     * @param plugins folder of the plugins, which need not exist
     */
    public ShippedDrivers(Path folder, String configuration, Path plugins) {
        this.folder = folder;
        this.configuration = configuration;
        this.plugins = plugins;
    }

    /**
     * Those in a folder, for a configuration that is given as a file or as text. Whatever is wrong
     * with the file, {@code org.labthings.config} says.
     */
    public static ShippedDrivers of(
            Path folder, Optional<Path> file, Optional<String> text, Path plugins)
            throws LaunchException {
        try {
            String read =
                    file.isPresent()
                            ? Files.readString(file.get(), StandardCharsets.ISO_8859_1)
                            : "";
            return new ShippedDrivers(folder, read + text.orElse(""), plugins);
        } catch (IOException e) {
            throw new LaunchException(
                    Exit.SETUP, "Could not read configuration file " + file.get() + ": " + e);
        }
    }

    /** All jars, those that are needed first; in each part by name. */
    Sorted sorted() throws LaunchException {
        Sorted sorted = new Sorted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<String> inPlugins = JarHeaders.symbolicNames(plugins);
        for (Path jar : JarHeaders.jars(folder)) {
            JarHeaders headers = JarHeaders.of(jar);
            if (inPlugins.contains(headers.symbolicName())) {
                sorted.displaced.add(jar);
            } else {
                (isNeeded(headers.get(HEADER)) ? sorted.needed : sorted.others).add(jar);
            }
        }
        return sorted;
    }

    /**
     * What must start before the server listens, and what may start later.
     *
     * @param needed named by the configuration
     * @param others not named
     * @param displaced of the symbolic name of a plugin, which starts instead, if it can: {@code
     *     org.labthings.plugins} finds out, and starts those for which it cannot
     */
    record Sorted(List<Path> needed, List<Path> others, List<Path> displaced) {}

    private boolean isNeeded(String strings) {
        // what another file says, or what is written with escapes, is not known here
        if (strings == null
                || configuration.contains("\"base_config_file\"")
                || configuration.contains("\\u")) {
            return true;
        }
        for (String string : strings.split(",")) {
            String name = string.strip();
            if (names(name) || names(name.replace(':', '.'))) {
                return true;
            }
        }
        return false;
    }

    private boolean names(String string) {
        return configuration.contains('"' + string + '"');
    }
}
