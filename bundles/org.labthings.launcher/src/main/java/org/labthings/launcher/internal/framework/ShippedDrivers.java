package org.labthings.launcher.internal.framework;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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

    /**
     * Those in a folder, which need not exist.
     *
     * @param configuration text of the configuration, which need not be valid
     */
    public ShippedDrivers(Path folder, String configuration) {
        this.folder = folder;
        this.configuration = configuration;
    }

    /**
     * Those in a folder, for a configuration that is given as a file or as text. Whatever is wrong
     * with the file, {@code org.labthings.config} says.
     */
    public static ShippedDrivers of(Path folder, Optional<Path> file, Optional<String> text)
            throws LaunchException {
        try {
            String read =
                    file.isPresent()
                            ? Files.readString(file.get(), StandardCharsets.ISO_8859_1)
                            : "";
            return new ShippedDrivers(folder, read + text.orElse(""));
        } catch (IOException e) {
            throw new LaunchException(
                    Exit.SETUP, "Could not read configuration file " + file.get() + ": " + e);
        }
    }

    /** All jars, those that are needed first; in each part by name. */
    Sorted sorted() throws LaunchException {
        List<Path> needed = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path jar :
                        files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
                    (isNeeded(jar) ? needed : others).add(jar);
                }
            } catch (IOException e) {
                throw new LaunchException(
                        Exit.SETUP, "Cannot read the folder " + folder + ": " + e);
            }
        }
        return new Sorted(needed, others);
    }

    /**
     * What must start before the server listens, and what may start later.
     *
     * @param needed named by the configuration
     * @param others not named
     */
    record Sorted(List<Path> needed, List<Path> others) {}

    private boolean isNeeded(Path jar) throws LaunchException {
        String strings = header(jar);
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

    /** Not through JarFile, which would look for signatures. */
    private static String header(Path jar) throws LaunchException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
            if (entry == null) {
                return null;
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return new Manifest(in).getMainAttributes().getValue(HEADER);
            }
        } catch (IOException e) {
            throw BundleSet.damaged(jar, e);
        }
    }
}
