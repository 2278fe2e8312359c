package org.labthings.plugins.internal.deploy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labthings.plugins.internal.jar.PluginJar;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * The drivers that the distribution brings. A plugin of the same name takes the place of such a
 * one, which comes back when the plugin goes or does not run. The launcher installs them, and does
 * not start those of whose name there is a file in the plugins folder. Not for several threads at a
 * time.
 */
public final class ShippedDrivers {
    /** How the locations of the bundles of the distribution begin. */
    static final String SCHEME = "reference:";

    /** What drivers of the distribution have in their manifests, and its other bundles have not. */
    private static final String HEADER = "LabThings-Needed-For";

    private final BundleContext context;
    private final Map<String, PluginJar> jars = new HashMap<>(); // also those that are displaced

    ShippedDrivers(BundleContext context) {
        this.context = context;
    }

    /** Whether a bundle is a driver of the distribution. */
    public static boolean isOne(Bundle bundle) {
        return bundle.getLocation().startsWith(SCHEME) && bundle.getHeaders("").get(HEADER) != null;
    }

    /** Looks which of them are installed now, by symbolic name. */
    Map<String, Bundle> look() {
        Map<String, Bundle> installed = new HashMap<>();
        for (Bundle bundle : context.getBundles()) {
            if (isOne(bundle)) {
                installed.put(bundle.getSymbolicName(), bundle);
                jars.computeIfAbsent(bundle.getSymbolicName(), n -> describe(bundle));
            }
        }
        return installed;
    }

    private static PluginJar describe(Bundle bundle) {
        Dictionary<String, String> headers = bundle.getHeaders("");
        Path file = Path.of(URI.create(bundle.getLocation().substring(SCHEME.length())));
        return PluginJar.shipped(
                file,
                headers.get(Constants.BUNDLE_SYMBOLICNAME),
                bundle.getVersion(),
                headers.get(Constants.FRAGMENT_HOST));
    }

    /** The symbolic names of all that have been seen. */
    Set<String> names() {
        return jars.keySet();
    }

    /** The one of that symbolic name, whether or not it is installed now. */
    Optional<PluginJar> find(String symbolicName) {
        return Optional.ofNullable(jars.get(symbolicName));
    }

    /** Those of some symbolic names. */
    Map<String, PluginJar> of(Set<String> symbolicNames) {
        Map<String, PluginJar> some = new HashMap<>(jars);
        some.keySet().retainAll(symbolicNames);
        return some;
    }
}
