package org.labthings.plugins.internal.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.labthings.plugins.internal.jar.PluginJar;
import org.osgi.framework.Bundle;

/**
 * Takes charge of the shipped drivers that plugins are to replace, and of those that the launcher
 * has not started because there is a file of their name, whatever became of it.
 */
final class Adoption {
    private final ShippedDrivers shipped;
    private boolean first = true; // later, one that is not started was stopped by somebody

    Adoption(ShippedDrivers shipped) {
        this.shipped = shipped;
    }

    /**
     * Looks at the framework.
     *
     * @param offered what lies in the plugins folder
     * @param installed gets those that are taken charge of
     * @param toStart gets the names of those that the launcher has left
     * @return those that came after the plugins that run in their places
     */
    List<Bundle> run(
            Collection<PluginJar> offered, Map<String, Installed> installed, Set<String> toStart) {
        Set<String> names = new HashSet<>();
        offered.forEach(jar -> names.add(jar.symbolicName()));
        List<Bundle> late = new ArrayList<>();
        for (Map.Entry<String, Bundle> one : shipped.look().entrySet()) {
            String name = one.getKey();
            boolean left = first && !PluginBundles.isMeantToRun(one.getValue());
            Installed present = installed.get(name);
            if (present != null && !present.bundle().equals(one.getValue())) {
                late.add(one.getValue());
            } else if (present == null && (left || names.contains(name))) {
                PluginJar jar = shipped.find(name).orElseThrow();
                installed.put(name, new Installed(one.getValue(), jar));
            }
            if (left) {
                toStart.add(name);
            }
        }
        first = false;
        return late;
    }
}
