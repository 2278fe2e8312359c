package org.labthings.plugins.internal.jar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The last jar of each plugin that ran, kept in the data folder across restarts: what is put back
 * when its replacement does not run. And the one that ran before that, which a person may want
 * back.
 */
public final class LastGoodJars {
    private static final String JAR = ".jar";
    private static final String PREVIOUS = "previous";
    private final Path folder;
    private final Path previousFolder;
    private final Map<String, PluginJar> jars = new HashMap<>();
    private final Map<String, PluginJar> previous = new HashMap<>();

    /**
     * Reads what an earlier run left.
     *
     * @throws IOException when the folder cannot be used
     */
    public LastGoodJars(Path folder, JarShelf shelf) throws IOException {
        this.folder = folder;
        this.previousFolder = Files.createDirectories(folder.resolve(PREVIOUS));
        readAll(folder, jars, shelf);
        readAll(previousFolder, previous, shelf);
    }

    private static void readAll(Path folder, Map<String, PluginJar> into, JarShelf shelf)
            throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                read(file, into, shelf);
            }
        }
    }

    private static void read(Path file, Map<String, PluginJar> into, JarShelf shelf)
            throws IOException {
        try {
            PluginJar jar = shelf.take(file);
            into.put(jar.symbolicName(), jar);
        } catch (UnusableJarException e) {
            Files.delete(file); // a copy that a crash cut short
        }
    }

    /**
     * Remembers a jar that runs.
     *
     * @throws IOException when it cannot be copied; the one before is kept then
     */
    public void keep(PluginJar jar) throws IOException {
        PluginJar before = jars.get(jar.symbolicName());
        if (jar.sameContent(before)) {
            return;
        }
        if (before != null) {
            store(before, previousFolder);
            previous.put(before.symbolicName(), before);
        }
        store(jar, folder);
        jars.put(jar.symbolicName(), jar);
    }

    private static void store(PluginJar jar, Path folder) throws IOException {
        Path fresh = folder.resolve(jar.symbolicName() + ".tmp");
        Files.copy(jar.copy(), fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.move(
                fresh,
                folder.resolve(jar.symbolicName() + JAR),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    /** The jar of a plugin that ran before the last one. */
    public Optional<PluginJar> previous(String symbolicName) {
        return Optional.ofNullable(previous.get(symbolicName));
    }

    /** The jar of a plugin that ran last. */
    public Optional<PluginJar> find(String symbolicName) {
        return Optional.ofNullable(jars.get(symbolicName));
    }

    /** All of them. */
    public Collection<PluginJar> all() {
        List<PluginJar> all = new ArrayList<>(jars.values());
        all.addAll(previous.values());
        return all;
    }

    /**
     * Forgets plugins whose files are gone from the plugins folder.
     *
     * @throws IOException when a copy cannot be deleted
     */
    public void keepOnly(Set<String> symbolicNames) throws IOException {
        jars.keySet().retainAll(symbolicNames);
        previous.keySet().retainAll(symbolicNames);
        keepOnly(folder, symbolicNames);
        keepOnly(previousFolder, symbolicNames);
    }

    private static void keepOnly(Path folder, Set<String> symbolicNames) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith(JAR)
                        || !symbolicNames.contains(
                                name.substring(0, name.length() - JAR.length()))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
