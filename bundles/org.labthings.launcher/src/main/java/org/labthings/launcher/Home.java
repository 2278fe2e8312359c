package org.labthings.launcher;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;

/**
 * The unpacked distribution.
 *
 * <pre>
 * labthings          the command
 * lib/               this launcher and the framework
 * bundles/           the run-time set
 * drivers/           drivers and extensions, started early when a configuration names them
 * conf/              demo.json, logback-example.xml
 * </pre>
 *
 * @param folder its root
 */
public record Home(Path folder) {
    /** System property that says where the distribution is, when this class does not lie in it. */
    public static final String PROPERTY = "labthings.home";

    /** The distribution that this class was loaded from. */
    static Home find() {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            return new Home(Path.of(given).toAbsolutePath().normalize());
        }
        try {
            Path jar =
                    Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return new Home(jar.getParent().getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The launcher does not lie in a folder", e);
        }
    }

    /** The bundles to run. */
    public Path bundles() {
        return folder.resolve("bundles");
    }

    /** Drivers and extensions that are no part of the run-time set. */
    public Path drivers() {
        return folder.resolve("drivers");
    }

    /** The configuration that is used when none is given. */
    public Path demo() {
        return folder.resolve("conf/demo.json");
    }

    void check() throws LaunchException {
        if (!Files.isDirectory(bundles())) {
            throw new LaunchException(
                    Exit.SETUP,
                    "The distribution is incomplete: there is no folder "
                            + bundles()
                            + ". Unpack the archive again, or build it: mvn package -DskipTests");
        }
    }
}
