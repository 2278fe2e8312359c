package org.labthings.plugins.internal.jar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The last jar of each plugin that ran, kept in the data folder across restarts: what is put back
 * when its replacement does not run.
 */
public final class LastGoodJars {
    private static final String JAR = ".jar";
    private final Path folder;
    private final Map<String, PluginJar> jars = new HashMap<>();

    /**
     * Reads what an earlier run left.
     *
     * @throws IOException when the folder cannot be used
     */
    public LastGoodJars(Path folder, JarShelf shelf) throws IOException {
        this.folder = Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                read(file, shelf);
            }
        }
    }

    private void read(Path file, JarShelf shelf) throws IOException {
        try {
            PluginJar jar = shelf.take(file);
            jars.put(jar.symbolicName(), jar);
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
        if (jar.sameContent(jars.get(jar.symbolicName()))) {
            return;
        }
        Path fresh = folder.resolve(jar.symbolicName() + ".tmp");
        Files.copy(jar.copy(), fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.move(
                fresh,
                folder.resolve(jar.symbolicName() + JAR),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
        jars.put(jar.symbolicName(), jar);
    }

    /** The jar of a plugin that ran last. */
    public Optional<PluginJar> find(String symbolicName) {
        return Optional.ofNullable(jars.get(symbolicName));
    }

    /** All of them. */
    public Collection<PluginJar> all() {
        return jars.values();
    }

    /**
     * Forgets plugins whose files are gone from the plugins folder.
     *
     * @throws IOException when a copy cannot be deleted
     */
    public void keepOnly(Set<String> symbolicNames) throws IOException {
        jars.keySet().retainAll(symbolicNames);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
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
