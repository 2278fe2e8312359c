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
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.labthings.config.internal.component.ExtensionSections;
import org.labthings.config.internal.component.ExtensionSections.Configured;
import org.labthings.config.internal.component.ThingConfiguration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Brings ConfigAdmin to what is wanted, and touches nothing else. */
public final class ConfigurationWriter {
    private static final String ANY_BUNDLE = "?";
    private final ConfigurationAdmin admin;
    private final Map<String, ThingConfiguration> things = new TreeMap<>();
    private final Map<String, Configured> sections = new TreeMap<>();
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
        // the new one first: at no moment is the Thing not configured at all
        configuration(thing).updateIfDifferent(new Hashtable<>(thing.properties()));
        things.put(thing.name(), thing);
        if (before != null && !before.factoryPid().equals(thing.factoryPid())) {
            configuration(before).delete();
        }
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
        Map<String, Object> before = singletons.put(pid, properties);
        if (before != null && same(before, properties)) {
            return false;
        }
        admin.getConfiguration(pid, ANY_BUNDLE).updateIfDifferent(new Hashtable<>(properties));
        return true;
    }

    /**
     * Makes these the sections of bundles, and no others. A section whose bundle is away keeps its
     * configuration: it will be wanted again when the bundle comes back, often in a moment.
     *
     * @return names of the sections that changed
     * @throws IOException when ConfigAdmin cannot store it
     */
    public Set<String> write(ExtensionSections.Resolved wanted) throws IOException {
        Set<String> changed = new TreeSet<>();
        Map<String, Configured> next = new TreeMap<>();
        wanted.configurations().forEach(c -> next.put(key(c), c));
        for (Configured before : List.copyOf(sections.values())) {
            if (!next.containsKey(key(before)) && !wanted.waiting().contains(before.section())) {
                configuration(before).delete();
                sections.remove(key(before));
                changed.add(before.section());
            }
        }
        for (Map.Entry<String, Configured> entry : next.entrySet()) {
            Configured before = sections.put(entry.getKey(), entry.getValue());
            Map<String, Object> properties = entry.getValue().properties();
            if (before == null || !same(before.properties(), properties)) {
                configuration(entry.getValue()).updateIfDifferent(new Hashtable<>(properties));
                changed.add(entry.getValue().section());
            }
        }
        return changed;
    }

    private static String key(Configured section) {
        return section.pid() + "~" + section.entry();
    }

    private Configuration configuration(Configured section) throws IOException {
        return section.entry().isEmpty()
                ? admin.getConfiguration(section.pid(), ANY_BUNDLE)
                : admin.getFactoryConfiguration(section.pid(), section.entry(), ANY_BUNDLE);
    }

    private static boolean same(ThingConfiguration a, ThingConfiguration b) {
        return a.factoryPid().equals(b.factoryPid()) && same(a.properties(), b.properties());
    }

    /** Maps of scalars and arrays. */
    private static boolean same(Map<String, ?> a, Map<String, ?> b) {
        return a.keySet().equals(b.keySet())
                && a.entrySet().stream()
                        .allMatch(e -> Objects.deepEquals(e.getValue(), b.get(e.getKey())));
    }
}
