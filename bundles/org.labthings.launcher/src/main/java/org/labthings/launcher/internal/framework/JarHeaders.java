package org.labthings.launcher.internal.framework;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.osgi.framework.Constants;

/** What jars that are not installed yet say of themselves. */
final class JarHeaders {
    private final Attributes main;

    private JarHeaders(Attributes main) {
        this.main = main;
    }

    /** The jars of a folder, by name; none when there is no such folder. */
    static List<Path> jars(Path folder) throws LaunchException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new LaunchException(Exit.SETUP, "Cannot read the folder " + folder + ": " + e);
        }
    }

    /** Of a jar of the distribution. */
    static JarHeaders of(Path jar) throws LaunchException {
        try {
            return read(jar);
        } catch (IOException e) {
            throw BundleSet.damaged(jar, e);
        }
    }

    /** Of all bundles in a folder; what is none there is left out. */
    static Set<String> symbolicNames(Path folder) throws LaunchException {
        Set<String> names = new HashSet<>();
        for (Path jar : jars(folder)) {
            try {
                names.add(read(jar).symbolicName());
            } catch (IOException e) {
                continue; // org.labthings.plugins says what is wrong with it
            }
        }
        names.remove(null);
        return names;
    }

    /** Not through JarFile, which would look for signatures. */
    private static JarHeaders read(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
            if (entry == null) {
                return new JarHeaders(new Attributes());
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return new JarHeaders(new Manifest(in).getMainAttributes());
            }
        }
    }

    /** The value, or null. */
    String get(String header) {
        return main.getValue(header);
    }

    /** The symbolic name of the bundle, or null. */
    String symbolicName() {
        String value = get(Constants.BUNDLE_SYMBOLICNAME);
        return value == null ? null : value.replaceFirst(";.*", "").strip();
    }
}
