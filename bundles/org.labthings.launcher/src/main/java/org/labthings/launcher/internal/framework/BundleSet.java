package org.labthings.launcher.internal.framework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;

/** Jars of the distribution as bundles, run from where they lie. */
final class BundleSet {
    /** How the locations of these bundles, and of no others, begin. */
    static final String SCHEME = "reference:";

    private final BundleContext context;

    BundleSet(BundleContext context) {
        this.context = context;
    }

    /**
     * Installs all jars of a folder and marks them for start at their level, which the framework
     * does later.
     */
    void install(Path folder) throws LaunchException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new LaunchException(Exit.SETUP, "Cannot read the folder " + folder + ": " + e);
        }
        for (Path jar : jars) {
            try {
                Bundle bundle = context.installBundle(SCHEME + jar.toUri());
                start(bundle, StartLevels.of(bundle.getSymbolicName()));
            } catch (BundleException e) {
                throw damaged(jar, e);
            }
        }
    }

    /**
     * Installs jars and marks them for start.
     *
     * @param level at which all of them start
     */
    void install(List<Path> jars, int level) throws LaunchException {
        for (Path jar : jars) {
            try {
                start(context.installBundle(SCHEME + jar.toUri()), level);
            } catch (BundleException e) {
                throw damaged(jar, e);
            }
        }
    }

    private static void start(Bundle bundle, int level) throws BundleException {
        if (level != StartLevels.INITIAL) { // each setting is a file that is written
            bundle.adapt(BundleStartLevel.class).setStartLevel(level);
        }
        if (!isFragment(bundle)) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
    }

    static LaunchException damaged(Path jar, Exception cause) {
        return new LaunchException(
                Exit.SETUP,
                "The distribution is damaged: "
                        + jar
                        + ": "
                        + cause.getMessage()
                        + ". Unpack the archive again, or rebuild");
    }

    static boolean isFragment(Bundle bundle) {
        int types = bundle.adapt(BundleRevision.class).getTypes();
        return (types & BundleRevision.TYPE_FRAGMENT) != 0;
    }
}
