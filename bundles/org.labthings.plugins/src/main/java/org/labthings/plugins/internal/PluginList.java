package org.labthings.plugins.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.labthings.core.ThingStatus;
import org.labthings.plugins.Plugin;
import org.labthings.plugins.PluginRefusedException;
import org.labthings.plugins.internal.deploy.Deployment;
import org.labthings.plugins.internal.jar.PluginJar;

/** The plugins as people see them. From any thread; blocks while the folder is being dealt with. */
final class PluginList {
    private final PluginsFolder plugins;

    PluginList(PluginsFolder plugins) {
        this.plugins = plugins;
    }

    List<Plugin> all() {
        try {
            return plugins.look((folder, shelf, contents, deployment) -> all(contents, deployment));
        } catch (PluginRefusedException | IOException e) {
            throw new UncheckedIOException(new IOException("Looking refuses nothing", e));
        }
    }

    private List<Plugin> all(FolderContents contents, Deployment deployment) {
        Map<String, Plugin> all = new TreeMap<>();
        for (String name : names(contents.jars())) {
            all.put(name, plugin(name, contents, deployment));
        }
        contents.refused().forEach((file, reason) -> all.put(file, damaged(file, reason)));
        return new ArrayList<>(all.values());
    }

    private static Collection<String> names(Collection<PluginJar> jars) {
        Collection<String> names = new TreeSet<>();
        jars.forEach(j -> names.add(j.symbolicName()));
        return names;
    }

    private static Plugin damaged(String file, String reason) {
        return new Plugin(file, null, file, Plugin.State.REFUSED, reason, null, List.of(), null);
    }

    private Plugin plugin(String name, FolderContents contents, Deployment deployment) {
        Optional<PluginJar> present = deployment.present(name);
        List<PluginJar> files = contents.jars(name);
        PluginJar preferred = files.stream().min(PluginJar.PREFERENCE).orElseThrow();
        String version = present.map(j -> j.version().toString()).orElse(null);
        String file = present.filter(j -> !j.shipped()).orElse(preferred).name();
        Optional<PluginJar> shipped = deployment.shipped(name);
        String previous = deployment.previous(name).map(j -> j.version().toString()).orElse(null);
        boolean up = deployment.isUp(name);
        Optional<String> objection =
                files.stream()
                        .map(j -> deployment.objection(j).map(r -> j.name() + ": " + r))
                        .flatMap(Optional::stream)
                        .findFirst();
        Plugin.State state;
        String reason;
        if (deployment.isOnProbation(name)) {
            state = Plugin.State.PROBATION;
            reason =
                    "Started; its Things are still to run as they did before."
                            + inPlaceOf(shipped, present);
        } else if (up) {
            state = Plugin.State.RUNNING;
            reason =
                    objection.map(PluginList::sentence).orElse("It runs.")
                            + inPlaceOf(shipped, present);
        } else if (objection.isPresent()) {
            state = Plugin.State.REFUSED;
            reason = objection.get();
        } else {
            state = Plugin.State.STOPPED;
            reason = "Somebody stopped it by hand; start its bundle to have it back.";
        }
        return new Plugin(
                name,
                version,
                file,
                state,
                reason,
                previous,
                things(name),
                shipped.map(j -> j.version().toString()).orElse(null));
    }

    private static String inPlaceOf(Optional<PluginJar> shipped, Optional<PluginJar> present) {
        if (shipped.isEmpty() || present.isEmpty()) {
            return "";
        }
        return present.get().shipped()
                ? " This is the version of the distribution."
                : " It is in place of " + shipped.get().version() + " of the distribution.";
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private List<String> things(String name) {
        return plugins.statuses().values().stream()
                .filter(s -> name.equals(s.bundle()))
                .map(ThingStatus::name)
                .toList();
    }
}
