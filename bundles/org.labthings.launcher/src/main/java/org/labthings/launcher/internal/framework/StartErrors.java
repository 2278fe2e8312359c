package org.labthings.launcher.internal.framework;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;

/** Remembers why bundles of the distribution did not start. */
final class StartErrors implements FrameworkListener {
    private static final int UP = Bundle.ACTIVE | Bundle.STARTING; // STARTING: lazily activated
    private final Map<Bundle, Throwable> reasons = new ConcurrentHashMap<>();

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR && event.getThrowable() != null) {
            reasons.putIfAbsent(event.getBundle(), event.getThrowable());
        }
    }

    void check(Bundle... bundles) throws LaunchException {
        for (Bundle bundle : bundles) {
            if (bundle.getLocation().startsWith(BundleSet.SCHEME)
                    && (bundle.getState() & UP) == 0
                    && !BundleSet.isFragment(bundle)) {
                Throwable reason = reasons.get(bundle);
                throw new LaunchException(
                        Exit.SETUP,
                        "The distribution is damaged: the bundle "
                                + bundle.getSymbolicName()
                                + " does not start"
                                + (reason == null ? "" : ": " + reason.getMessage())
                                + ". Unpack the archive again, or rebuild");
            }
        }
    }
}
