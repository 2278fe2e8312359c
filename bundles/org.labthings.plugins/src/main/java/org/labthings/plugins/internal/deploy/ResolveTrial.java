package org.labthings.plugins.internal.deploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.labthings.plugins.internal.jar.PluginJar;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * Finds out whether replacements would resolve while the bundles that they replace run on: installs
 * all of them beside those, resolves, and takes them away again. Nothing is started.
 */
final class ResolveTrial {
    private static final String SCHEME = "labthings-trial:";
    private final PluginBundles bundles;
    private final Unresolved unresolved;

    ResolveTrial(PluginBundles bundles, Unresolved unresolved) {
        this.bundles = bundles;
        this.unresolved = unresolved;
    }

    /** The jars that cannot be used, with the reason. */
    Map<PluginJar, String> refused(List<PluginJar> jars) {
        Map<PluginJar, String> refused = new HashMap<>();
        Map<PluginJar, Bundle> tried = new HashMap<>();
        try {
            for (PluginJar jar : jars) {
                // two singletons of one name never resolve together
                if (!jar.singleton() && jar.fragmentHost() == null) {
                    install(jar, tried, refused);
                }
            }
            tried.forEach(
                    (jar, bundle) -> {
                        if (!bundles.resolve(bundle)) {
                            refused.put(jar, unresolved.explain(bundle));
                        }
                    });
        } finally {
            takeAway(new ArrayList<>(tried.values()));
        }
        return refused;
    }

    private void install(
            PluginJar jar, Map<PluginJar, Bundle> tried, Map<PluginJar, String> refused) {
        try {
            tried.put(jar, bundles.install(SCHEME + jar.digest(), jar));
        } catch (BundleException e) {
            refused.put(jar, "the framework refuses it: " + e.getMessage());
        }
    }

    private void takeAway(List<Bundle> tried) {
        for (Bundle bundle : tried) {
            try {
                bundle.uninstall();
            } catch (BundleException e) {
                throw new IllegalStateException("A bundle that never ran must be removable", e);
            }
        }
        List<Bundle> pending = new ArrayList<>(bundles.wiring().getRemovalPendingBundles());
        pending.retainAll(tried);
        bundles.refresh(pending); // the two may have been wired to each other
    }
}
