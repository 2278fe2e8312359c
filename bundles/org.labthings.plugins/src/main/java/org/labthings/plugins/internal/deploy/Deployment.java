package org.labthings.plugins.internal.deploy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.labthings.plugins.internal.jar.LastGoodJars;
import org.labthings.plugins.internal.jar.PluginJar;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;

/**
 * Makes the framework run what lies in the plugins folder: of each symbolic name the preferred jar
 * that can run. All that is new is installed before anything is started, so that plugins can depend
 * on each other; what cannot run leaves, or puts back, what ran before. Not for several threads at
 * a time.
 */
public final class Deployment {
    private static final int MOST_ROUNDS = 10; // each refuses at least one jar

    private final PluginBundles bundles;
    private final Unresolved unresolved;
    private final ResolveTrial trial;
    private final Choice choice;
    private final LastGoodJars lastGood;
    private final Logger log;
    private final Map<String, Installed> installed = new TreeMap<>();
    private final Set<String> toStart = new HashSet<>(); // symbolic names of what is new

    private record Installed(Bundle bundle, PluginJar jar) {}

    /** A deployment that has nothing installed yet. */
    public Deployment(BundleContext context, LastGoodJars lastGood, Logger log) {
        bundles = new PluginBundles(context);
        unresolved = new Unresolved(bundles.wiring());
        trial = new ResolveTrial(bundles, unresolved);
        choice = new Choice(lastGood, log);
        this.lastGood = lastGood;
        this.log = log;
    }

    /** Installs, replaces, removes and starts until the framework matches the folder. */
    public void reconcile(Collection<PluginJar> offered) {
        choice.offer(offered, bundles.platformNames());
        for (int round = 0; round < MOST_ROUNDS && round(); round++) {
            log.debug("Choosing again, round {}", round + 2);
        }
        forgetGone();
    }

    /** The jars that are in use, or may be again. */
    public Collection<PluginJar> jarsInUse() {
        List<PluginJar> jars = new ArrayList<>(lastGood.all());
        installed.values().forEach(i -> jars.add(i.jar));
        return jars;
    }

    /** Returns whether a jar was refused for which there is another one. */
    private boolean round() {
        Map<String, PluginJar> wanted = choice.wanted();
        Set<Bundle> stale = new LinkedHashSet<>(removeGone(wanted.keySet()));
        Map<String, PluginJar> before = new TreeMap<>();
        List<PluginJar> replacements = new ArrayList<>();
        for (PluginJar jar : wanted.values()) {
            Installed present = installed.get(jar.symbolicName());
            if (present == null) {
                install(jar, stale);
            } else if (!jar.sameContent(present.jar)) {
                replacements.add(jar);
            }
        }
        boolean again = false;
        Map<PluginJar, String> hopeless =
                trial.refused(replacements.stream().filter(this::ofRunning).toList());
        for (PluginJar jar : replacements) {
            String reason = hopeless.get(jar);
            if (reason == null) {
                before.put(jar.symbolicName(), installed.get(jar.symbolicName()).jar);
                again |= !replace(jar, stale);
            } else {
                again |= choice.refuseForNow(jar, reason, installed.get(jar.symbolicName()).jar);
            }
        }
        if (!bundles.refresh(stale)) {
            log.error("The framework has not finished to refresh {}", stale);
        }
        return startAll(before) || again;
    }

    private boolean ofRunning(PluginJar jar) {
        return PluginBundles.isUp(installed.get(jar.symbolicName()).bundle);
    }

    private List<Bundle> removeGone(Set<String> wanted) {
        List<Bundle> removed = new ArrayList<>();
        for (String name : List.copyOf(installed.keySet())) {
            if (!wanted.contains(name)) {
                Installed gone = installed.remove(name);
                toStart.remove(name);
                try {
                    gone.bundle.uninstall();
                    log.info("Plugin {} {} removed", name, gone.jar.version());
                } catch (BundleException e) {
                    log.error("Plugin {} was not removed cleanly: {}", name, e.getMessage());
                }
                removed.add(gone.bundle);
                removed.addAll(hosts(gone.jar));
            }
        }
        return removed;
    }

    private void install(PluginJar jar, Set<Bundle> stale) {
        try {
            installed.put(jar.symbolicName(), new Installed(bundles.install(jar), jar));
            toStart.add(jar.symbolicName());
            stale.addAll(hosts(jar));
        } catch (BundleException e) {
            choice.refuse(jar, "the framework refuses it: " + e.getMessage(), null);
        }
    }

    private boolean replace(PluginJar jar, Set<Bundle> stale) {
        Installed present = installed.get(jar.symbolicName());
        stale.add(present.bundle);
        stale.addAll(hosts(jar));
        toStart.add(jar.symbolicName());
        try {
            bundles.update(present.bundle, jar);
            installed.put(jar.symbolicName(), new Installed(present.bundle, jar));
            return true;
        } catch (BundleException e) {
            choice.refuse(jar, "the framework refuses it: " + e.getMessage(), present.jar);
            return false;
        }
    }

    /** A fragment becomes part of its host when that is refreshed. */
    private List<Bundle> hosts(PluginJar jar) {
        Installed host = jar.fragmentHost() == null ? null : installed.get(jar.fragmentHost());
        return host == null ? List.of() : List.of(host.bundle);
    }

    private boolean startAll(Map<String, PluginJar> before) {
        boolean again = false;
        for (Installed plugin : List.copyOf(installed.values())) {
            PluginJar jar = plugin.jar;
            if (jar.fragmentHost() != null || PluginBundles.isUp(plugin.bundle)) {
                running(jar, before.get(jar.symbolicName()));
            } else if (shallRun(plugin)) {
                again |= start(plugin, before.get(jar.symbolicName()));
            }
        }
        return again;
    }

    /** Not what somebody stopped by hand. */
    private boolean shallRun(Installed plugin) {
        return toStart.contains(plugin.jar.symbolicName())
                || PluginBundles.isMeantToRun(plugin.bundle);
    }

    /** Returns whether it failed, and there is another jar to try. */
    private boolean start(Installed plugin, PluginJar before) {
        PluginJar jar = plugin.jar;
        try {
            if (!bundles.resolve(plugin.bundle)) {
                return choice.refuseForNow(jar, unresolved.explain(plugin.bundle), null);
            }
            if (!choice.isRefusedForGood(jar)) {
                bundles.start(plugin.bundle);
                running(jar, before);
            }
            return false;
        } catch (BundleException e) {
            return choice.refuse(jar, "it does not start: " + reason(e), null);
        }
    }

    /** What the activator of the bundle threw says more than the framework's sentence about it. */
    private static String reason(BundleException e) {
        return String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause());
    }

    private void running(PluginJar jar, PluginJar before) {
        choice.runs(jar);
        if (!toStart.remove(jar.symbolicName())) {
            return; // as before
        }
        if (before == null) {
            log.info(
                    "Plugin {} {} started, from {}", jar.symbolicName(), jar.version(), jar.name());
        } else {
            log.info(
                    "Plugin {} {} runs in place of {}, from {}",
                    jar.symbolicName(),
                    jar.version(),
                    before.version(),
                    jar.name());
        }
        try {
            lastGood.keep(jar);
        } catch (IOException e) {
            log.warn("No copy of {} can be kept for a roll-back: {}", jar, e.getMessage());
        }
    }

    private void forgetGone() {
        try {
            lastGood.keepOnly(choice.names());
        } catch (IOException e) {
            log.warn("Copies of removed plugins cannot be deleted: {}", e.getMessage());
        }
    }
}
