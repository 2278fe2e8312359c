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
 */
public record PluginJar(
        String name,
        Path copy,
        String symbolicName,
        Version version,
        boolean singleton,
        String fragmentHost,
        String digest,
        long modified) {

    /** The one that shall run comes first: highest version, then the newest file, then by name. */
    public static final Comparator<PluginJar> PREFERENCE =
            Comparator.comparing(PluginJar::version)
                    .thenComparing(PluginJar::modified)
                    .reversed()
                    .thenComparing(PluginJar::name);

    /** Whether both are the same bytes. */
    public boolean sameContent(PluginJar other) {
        return other != null && digest.equals(other.digest);
    }

    @Override
    public String toString() {
        return symbolicName + " " + version + " (" + name + ")";
    }
}
