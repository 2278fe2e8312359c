package org.labthings.plugins.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.labthings.plugins.internal.jar.JarShelf;
import org.labthings.plugins.internal.jar.PluginJar;
import org.labthings.plugins.internal.jar.UnusableJarException;
import org.slf4j.Logger;

/** What lies in the plugins folder, as far as it is a bundle. Not for several threads at a time. */
final class FolderContents {
    /** A file that changed within this time may still be on its way. */
    private static final Duration COPYING = Duration.ofSeconds(2);

    private final Path folder;
    private final JarShelf shelf;
    private final Logger log;
    private final Map<String, PluginJar> jars = new TreeMap<>(); // by name of the file
    private final Map<String, String> refused = new HashMap<>(); // name of the file to the reason

    FolderContents(Path folder, JarShelf shelf, Logger log) {
        this.folder = folder;
        this.shelf = shelf;
        this.log = log;
    }

    static boolean isJar(Path file) {
        return file.getFileName().toString().endsWith(".jar");
    }

    /** The names of the jars in the folder. */
    List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(FolderContents::isJar)
                    .filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            log.error("The plugins folder {} cannot be read: {}", folder, e.getMessage());
            return List.of();
        }
    }

    /**
     * Looks at a file again.
     *
     * @return whether that must be repeated a little later, because it seems to be still growing
     */
    boolean read(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            jars.remove(name);
            refused.remove(name);
            return false;
        }
        try {
            PluginJar jar = shelf.take(file);
            jars.put(name, jar);
            refused.remove(name);
            return false;
        } catch (UnusableJarException e) {
            return isRecent(file) || refuse(name, e.getMessage());
        } catch (IOException e) {
            return isRecent(file) || refuse(name, "it cannot be read: " + e.getMessage());
        }
    }

    /** The version that ran from this file before keeps running: its jar stays in the list. */
    private boolean refuse(String name, String reason) {
        if (!reason.equals(refused.put(name, reason))) {
            log.error(
                    "{} is not installed: {}{}",
                    folder.resolve(name),
                    reason,
                    jars.containsKey(name) ? ". What ran before keeps running" : "");
        }
        return false;
    }

    private static boolean isRecent(Path file) {
        try {
            long age = System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis();
            return age >= 0 && age < COPYING.toMillis();
        } catch (IOException e) {
            return false; // it is gone; FileInstall will say so
        }
    }

    /** The jars of one symbolic name. */
    List<PluginJar> jars(String symbolicName) {
        return jars.values().stream().filter(j -> j.symbolicName().equals(symbolicName)).toList();
    }

    /** Why files cannot be installed, by their names. */
    Map<String, String> refused() {
        return refused;
    }

    /** All that can be installed. */
    Collection<PluginJar> jars() {
        return jars.values();
    }
}
