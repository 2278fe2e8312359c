package org.labthings.launcher.internal.framework;

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
        for (Path jar : JarHeaders.jars(folder)) {
            Bundle bundle = installed(jar);
            start(jar, bundle, StartLevels.of(bundle.getSymbolicName()));
        }
    }

    /**
     * Installs jars and marks them for start.
     *
     * @param level at which all of them start
     */
    void install(List<Path> jars, int level) throws LaunchException {
        for (Path jar : jars) {
            start(jar, installed(jar), level);
        }
    }

    /** Installs jars that others start, if they are to be started. */
    void installOnly(List<Path> jars) throws LaunchException {
        for (Path jar : jars) {
            installed(jar).adapt(BundleStartLevel.class).setStartLevel(StartLevels.DRIVERS);
        }
    }

    /**
     * The same as {@link #install(List, int)}, but does not start drivers of which a plugin has
     * come in the meantime.
     */
    void installBesidePlugins(List<Path> jars, int level) throws LaunchException {
        for (Path jar : jars) {
            Bundle bundle = installed(jar);
            if (Stream.of(context.getBundles()).noneMatch(b -> isPluginOf(b, bundle))) {
                start(jar, bundle, level);
            }
        }
    }

    private static boolean isPluginOf(Bundle other, Bundle bundle) {
        return !other.equals(bundle) && bundle.getSymbolicName().equals(other.getSymbolicName());
    }

    private Bundle installed(Path jar) throws LaunchException {
        try {
            return context.installBundle(SCHEME + jar.toUri());
        } catch (BundleException e) {
            throw damaged(jar, e);
        }
    }

    private static void start(Path jar, Bundle bundle, int level) throws LaunchException {
        if (level != StartLevels.INITIAL) { // each setting is a file that is written
            bundle.adapt(BundleStartLevel.class).setStartLevel(level);
        }
        if (!isFragment(bundle)) {
            try {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            } catch (BundleException e) {
                throw damaged(jar, e);
            }
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
