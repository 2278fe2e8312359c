package org.labthings.launcher.internal.framework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;

/** The jars of the distribution as bundles, run from where they lie. */
final class BundleSet {
    /** How the locations of these bundles, and of no others, begin. */
    static final String SCHEME = "reference:";

    private final Path folder;

    BundleSet(Path folder) {
        this.folder = folder;
    }

    /** Installs all and marks them for start at their level, which the framework does later. */
    void install(BundleContext context) throws LaunchException {
        for (Path jar : jars()) {
            try {
                Bundle bundle = context.installBundle(SCHEME + jar.toUri());
                int level = StartLevels.of(bundle.getSymbolicName());
                if (level != StartLevels.INITIAL) { // each setting is a file that is written
                    bundle.adapt(BundleStartLevel.class).setStartLevel(level);
                }
                if (!isFragment(bundle)) {
                    bundle.start(Bundle.START_ACTIVATION_POLICY);
                }
            } catch (BundleException e) {
                throw new LaunchException(
                        Exit.SETUP,
                        "The distribution is damaged: "
                                + jar
                                + ": "
                                + e.getMessage()
                                + ". Unpack the archive again, or rebuild");
            }
        }
    }

    static boolean isFragment(Bundle bundle) {
        int types = bundle.adapt(BundleRevision.class).getTypes();
        return (types & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private List<Path> jars() throws LaunchException {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(f -> f.toString().endsWith(".jar")).sorted().forEach(jars::add);
            return jars;
        } catch (IOException e) {
            throw new LaunchException(Exit.SETUP, "Cannot read the folder " + folder + ": " + e);
        }
    }
}
