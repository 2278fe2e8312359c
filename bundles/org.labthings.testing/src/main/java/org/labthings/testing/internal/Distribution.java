package org.labthings.testing.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.labthings.launcher.Home;

/**
 * The packaged run-time set: the folder that the system property {@code labthings.home} names, else
 * the artifact {@code org.labthings.runtime} on the class path, unpacked once below {@code target}
 * (or the folder for temporary files). Several processes may ask at a time.
 */
public final class Distribution {
    private static final String PREFIX = "labthings/";
    private static final String MARK = PREFIX + "conf/demo.json";

    private Distribution() {}

    /**
     * Where it is.
     *
     * @throws IOException when there is none, or it cannot be unpacked
     */
    public static Path home() throws IOException {
        String given = System.getProperty(Home.PROPERTY);
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        URL mark = Distribution.class.getClassLoader().getResource(MARK);
        if (mark == null) {
            throw new IOException(
                    "There is no run-time set: add org.labthings:org.labthings.runtime to the test"
                            + " dependencies, or set -D"
                            + Home.PROPERTY
                            + " to an unpacked distribution");
        }
        URLConnection connection = mark.openConnection();
        connection.setUseCaches(false);
        if (!(connection instanceof JarURLConnection inJar)) {
            throw new IOException("The run-time set is expected in a jar, not at " + mark);
        }
        try (JarFile jar = inJar.getJarFile()) {
            return unpacked(jar);
        }
    }

    private static Path unpacked(JarFile jar) throws IOException {
        Path file = Path.of(jar.getName());
        String stamp =
                Long.toHexString(
                        Files.getLastModifiedTime(file).toMillis() * 31 + Files.size(file));
        Path build = Path.of("target").toAbsolutePath();
        Path parent =
                Files.isDirectory(build) ? build : Path.of(System.getProperty("java.io.tmpdir"));
        Path home = parent.resolve("labthings-runtime-" + stamp);
        if (!Files.isDirectory(home)) {
            Path part = Files.createTempDirectory(parent, "labthings-runtime-");
            unpack(jar, part);
            try {
                Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                Folders.delete(part); // another process was quicker
            }
        }
        return home;
    }

    private static void unpack(JarFile jar, Path folder) throws IOException {
        for (JarEntry entry : Collections.list(jar.entries())) {
            if (entry.getName().startsWith(PREFIX) && !entry.isDirectory()) {
                Path file = folder.resolve(entry.getName().substring(PREFIX.length())).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException(jar.getName() + " has an entry " + entry.getName());
                }
                Files.createDirectories(file.getParent());
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
        }
        Path command = folder.resolve("labthings");
        if (Files.exists(command) && !command.toFile().setExecutable(true)) {
            throw new IOException(command + " cannot be made executable");
        }
    }
}
