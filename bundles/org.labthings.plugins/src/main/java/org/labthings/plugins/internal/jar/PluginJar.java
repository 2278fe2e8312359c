package org.labthings.plugins.internal.jar;

import java.nio.file.Path;
import java.util.Comparator;
import org.osgi.framework.Version;

/**
 * A bundle as a file that nobody will change any more.
 *
 * @param name of the file in the plugins folder, for messages
 * @param copy the private copy that is installed from
 * @param symbolicName of the bundle
 * @param version of the bundle
 * @param singleton whether the framework may resolve only one of that name
 * @param fragmentHost symbolic name of the bundle that it is a part of, or null
 * @param digest of its content
 * @param modified when the file in the plugins folder was changed, milliseconds of the epoch
 * @param shipped whether it is no plugin, but a driver of the distribution, run from where it lies
 */
public record PluginJar(
        String name,
        Path copy,
        String symbolicName,
        Version version,
        boolean singleton,
        String fragmentHost,
        String digest,
        long modified,
        boolean shipped) {

    /** The one that shall run comes first: highest version, then the newest file, then by name. */
    public static final Comparator<PluginJar> PREFERENCE =
            Comparator.comparing(PluginJar::version)
                    .thenComparing(PluginJar::modified)
                    .reversed()
                    .thenComparing(PluginJar::name);

    /**
     * A driver of the distribution.
     *
     * @param symbolicName with its parameters, as the manifest has it
     * @param fragmentHost as the manifest has it, or null
     */
    public static PluginJar shipped(
            Path file, String symbolicName, Version version, String fragmentHost) {
        return new PluginJar(
                file.getFileName().toString(),
                file,
                withoutParameters(symbolicName),
                version,
                isSingleton(symbolicName),
                fragmentHost == null ? null : withoutParameters(fragmentHost),
                "shipped " + file,
                0,
                true);
    }

    static String withoutParameters(String header) {
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip();
    }

    static boolean isSingleton(String symbolicName) {
        String dense = symbolicName.replace(" ", "");
        return dense.contains("singleton:=\"true\"") || dense.contains("singleton:=true");
    }

    /** Whether both are the same bytes. */
    public boolean sameContent(PluginJar other) {
        return other != null && digest.equals(other.digest);
    }

    @Override
    public String toString() {
        return symbolicName + " " + version + " (" + name + ")";
    }
}
