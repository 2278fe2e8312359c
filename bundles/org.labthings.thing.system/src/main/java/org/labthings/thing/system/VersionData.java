package org.labthings.thing.system;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * Which version of the software runs.
 *
 * @param version such as {@code v0.1.0}
 * @param versionSource {@code Dist} for a released or built bundle, {@code Undefined} when it is
 *     not known
 */
public record VersionData(String version, String versionSource) {
    /** That of this bundle. */
    static VersionData own() {
        try (InputStream in = VersionData.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            Attributes main = in == null ? new Attributes() : new Manifest(in).getMainAttributes();
            String version = main.getValue("Bundle-Version");
            return version == null
                    ? new VersionData("v0.0.0", "Undefined")
                    : new VersionData("v" + threeNumbers(version), "Dist");
        } catch (IOException e) {
            return new VersionData("v0.0.0", "Undefined");
        }
    }

    /** The qualifier is a time of building. */
    private static String threeNumbers(String version) {
        String[] parts = version.split("\\.");
        return String.join(".", Arrays.asList(parts).subList(0, Math.min(3, parts.length)));
    }
}
