package org.labthings.plugins.internal.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Jars whose Things did not run, with the reason; remembered across restarts until the file changes
 * or is dropped again. Not for several threads at a time.
 */
public final class RefusedJars {
    private final Path file;
    private final Properties reasons = new Properties();

    /**
     * Reads what an earlier run left.
     *
     * @throws IOException when the file cannot be read
     */
    public RefusedJars(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                reasons.load(in);
            } catch (IllegalArgumentException e) {
                reasons.clear(); // cut short by a crash: then the jars are tried again
            }
        }
    }

    /** Why this file, as it lies in the folder, is not to be used. */
    public Optional<String> reason(PluginJar jar) {
        return Optional.ofNullable(reasons.getProperty(key(jar)));
    }

    /**
     * Remembers a jar.
     *
     * @throws IOException when it cannot be written; it is remembered until the server stops
     */
    public void add(PluginJar jar, String reason) throws IOException {
        reasons.setProperty(key(jar), reason);
        write();
    }

    /**
     * Forgets files that have changed, or are gone.
     *
     * @throws IOException when it cannot be written
     */
    public void keepOnly(Collection<PluginJar> jars) throws IOException {
        Set<String> keys = jars.stream().map(RefusedJars::key).collect(Collectors.toSet());
        if (reasons.keySet().retainAll(keys)) {
            write();
        }
    }

    private void write() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            reasons.store(out, "Plugins that were taken back");
        }
        Files.move(
                fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The same bytes, dropped again, are a new attempt. */
    private static String key(PluginJar jar) {
        return jar.digest() + "-" + jar.modified();
    }
}
