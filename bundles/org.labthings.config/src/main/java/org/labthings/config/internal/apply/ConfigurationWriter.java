package org.labthings.config.internal.apply;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.labthings.config.internal.component.ThingConfiguration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Brings ConfigAdmin to what is wanted, and touches nothing else. */
public final class ConfigurationWriter {
    private static final String ANY_BUNDLE = "?";
    private final ConfigurationAdmin admin;
    private final Map<String, ThingConfiguration> things = new TreeMap<>();
    private final Map<String, Map<String, Object>> singletons = new LinkedHashMap<>();

    /** A writer that has written nothing yet. */
    public ConfigurationWriter(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /**
     * What was done.
     *
     * @param added names of Things
     * @param changed names of Things
     * @param removed names of Things
     */
    public record Changes(List<String> added, List<String> changed, List<String> removed) {
        /** Whether nothing was done. */
        public boolean isEmpty() {
            return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
        }
    }

    /** What is written for a Thing; null for nothing. */
    public ThingConfiguration written(String name) {
        return things.get(name);
    }

    /**
     * Makes these the configured Things, and no others.
     *
     * @throws IOException when ConfigAdmin cannot store it
     */
    public Changes write(Collection<ThingConfiguration> wanted) throws IOException {
        Changes changes = new Changes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<String> names =
                wanted.stream().map(ThingConfiguration::name).collect(Collectors.toSet());
        for (String name : List.copyOf(things.keySet())) {
            if (!names.contains(name)) {
                configuration(things.remove(name)).delete();
                changes.removed.add(name);
            }
        }
        for (ThingConfiguration thing : wanted) {
            ThingConfiguration before = things.get(thing.name());
            if (before == null || !same(before, thing)) {
                (before == null ? changes.added : changes.changed).add(thing.name());
                replace(before, thing);
            }
        }
        return changes;
    }

    private void replace(ThingConfiguration before, ThingConfiguration thing) throws IOException {
        if (before != null && !before.factoryPid().equals(thing.factoryPid())) {
            configuration(before).delete();
        }
        configuration(thing).update(new Hashtable<>(thing.properties()));
        things.put(thing.name(), thing);
    }

    private Configuration configuration(ThingConfiguration thing) throws IOException {
        return admin.getFactoryConfiguration(thing.factoryPid(), thing.name(), ANY_BUNDLE);
    }

    /**
     * Writes the configuration of a component that there is one of.
     *
     * @return whether that changed anything
     * @throws IOException when ConfigAdmin cannot store it
     */
    public boolean write(String pid, Map<String, Object> properties) throws IOException {
        if (properties.equals(singletons.put(pid, properties))) {
            return false;
        }
        admin.getConfiguration(pid, ANY_BUNDLE).update(new Hashtable<>(properties));
        return true;
    }

    private static boolean same(ThingConfiguration a, ThingConfiguration b) {
        return a.factoryPid().equals(b.factoryPid())
                && a.properties().keySet().equals(b.properties().keySet())
                && a.properties().entrySet().stream()
                        .allMatch(
                                e ->
                                        Objects.deepEquals(
                                                e.getValue(), b.properties().get(e.getKey())));
    }
}
