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
 * all of them beside those, and resolves. Nothing is started. What can take over from there stays
 * installed; the others are taken away again.
 */
final class ResolveTrial {
    private final PluginBundles bundles;
    private final Unresolved unresolved;

    ResolveTrial(PluginBundles bundles, Unresolved unresolved) {
        this.bundles = bundles;
        this.unresolved = unresolved;
    }

    /**
     * What came of it.
     *
     * @param refused the jars that cannot be used, with the reason
     * @param successors bundles that only need to be started, once those before them are stopped
     */
    record Outcome(Map<PluginJar, String> refused, Map<PluginJar, Bundle> successors) {}

    /** Tries all of these jars, each in place of a bundle that is running. */
    Outcome run(Map<PluginJar, Bundle> replacements) {
        Map<PluginJar, String> refused = new HashMap<>();
        Map<PluginJar, Bundle> tried = new HashMap<>();
        List<Bundle> leftOver = new ArrayList<>();
        try {
            for (PluginJar jar : replacements.keySet()) {
                // two singletons of one name never resolve together
                if (!jar.singleton() && jar.fragmentHost() == null) {
                    install(jar, tried, refused);
                }
            }
            leftOver.addAll(tried.values());
            Map<PluginJar, Bundle> successors = new HashMap<>();
            tried.forEach(
                    (jar, bundle) -> {
                        if (!bundles.resolve(bundle)) {
                            refused.put(jar, unresolved.explain(bundle));
                        }
                    });
            tried.forEach(
                    (jar, bundle) -> {
                        if (!refused.containsKey(jar)
                                && PluginBundles.isReplaceable(replacements.get(jar))) {
                            successors.put(jar, bundle);
                        }
                    });
            leftOver.removeAll(successors.values());
            return new Outcome(refused, successors);
        } finally {
            bundles.takeAway(leftOver);
        }
    }

    private void install(
            PluginJar jar, Map<PluginJar, Bundle> tried, Map<PluginJar, String> refused) {
        try {
            tried.put(jar, bundles.installBeside(jar));
        } catch (BundleException e) {
            refused.put(jar, "the framework refuses it: " + e.getMessage());
        }
    }
}
