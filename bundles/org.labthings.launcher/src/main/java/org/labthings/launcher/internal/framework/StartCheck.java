package org.labthings.launcher.internal.framework;

import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Finds the bundles of the distribution that the framework could not start.
 *
 * <p>The framework tells why only in events, and sends those later, on a thread of its own. So a
 * bundle that is not up is started once more: that throws the reason here and now.
 */
final class StartCheck {
    private static final int UP = Bundle.ACTIVE | Bundle.STARTING; // STARTING: lazily activated

    private StartCheck() {}

    /**
     * Looks at them all.
     *
     * @param level that the framework has reached
     */
    static void check(int level, Bundle... bundles) throws LaunchException {
        for (Bundle bundle : bundles) {
            if (bundle.getLocation().startsWith(BundleSet.SCHEME)
                    && (bundle.getState() & UP) == 0
                    && isDue(bundle, level)
                    && !BundleSet.isFragment(bundle)) {
                startAgain(bundle);
            }
        }
    }

    /** A driver of which there is a plugin is not: that one runs instead, if it can. */
    private static boolean isDue(Bundle bundle, int level) {
        BundleStartLevel own = bundle.adapt(BundleStartLevel.class);
        return own.getStartLevel() <= level && own.isPersistentlyStarted();
    }

    private static void startAgain(Bundle bundle) throws LaunchException {
        try {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            throw new LaunchException(
                    Exit.SETUP,
                    "The distribution is damaged: the bundle "
                            + bundle.getSymbolicName()
                            + " does not start: "
                            + e.getMessage()
                            + ". Unpack the archive again, or rebuild");
        }
    }
}
