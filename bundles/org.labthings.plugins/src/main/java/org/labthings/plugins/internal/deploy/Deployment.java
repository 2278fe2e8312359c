package org.labthings.plugins.internal.deploy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.labthings.core.ThingStatus;
import org.labthings.plugins.internal.jar.LastGoodJars;
import org.labthings.plugins.internal.jar.PluginJar;
import org.labthings.plugins.internal.jar.RefusedJars;
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
    private final ShippedDrivers shipped;
    private final Adoption adoption;
    private final Unresolved unresolved;
    private final ResolveTrial trial;
    private final Rehearsal rehearsal;
    private final Choice choice;
    private final LastGoodJars lastGood;
    private final RefusedJars takenBack;
    private final Probation probation;
    private final Supplier<Map<String, ThingStatus>> things;
    private final Logger log;
    private final Map<String, Set<String>> ranBefore = new HashMap<>(); // Things by bundle
    private final Map<String, Installed> installed = new TreeMap<>();
    private final Set<String> toStart = new HashSet<>(); // symbolic names of what is new

    /**
     * What a deployment remembers across restarts.
     *
     * @param lastGood of each plugin the jar that ran last
     * @param takenBack jars whose Things did not run
     */
    public record Memory(LastGoodJars lastGood, RefusedJars takenBack) {}

    /**
     * A deployment that has nothing installed yet.
     *
     * @param patience how long the Things of a replacement have to run as before; zero: for ever
     * @param things how all Things are now; empty before the server has begun
     * @param rehearsed waits, for a limited time, until the Things of started bundles are
     *     constructed
     */
    public Deployment(
            BundleContext context,
            Memory memory,
            Duration patience,
            Supplier<Map<String, ThingStatus>> things,
            Consumer<Collection<Bundle>> rehearsed,
            Logger log) {
        bundles = new PluginBundles(context);
        shipped = new ShippedDrivers(context);
        adoption = new Adoption(shipped);
        unresolved = new Unresolved(bundles.wiring());
        trial = new ResolveTrial(bundles, unresolved);
        rehearsal = new Rehearsal(bundles, rehearsed, log);
        lastGood = memory.lastGood();
        takenBack = memory.takenBack();
        choice = new Choice(lastGood, takenBack, log);
        probation = new Probation(patience);
        this.things = things;
        this.log = log;
    }

    /** Installs, replaces, removes and starts until the framework matches the folder. */
    public void reconcile(Collection<PluginJar> offered) {
        bundles.takeAway(adoption.run(offered, installed, toStart));
        choice.offer(offered, platformNames(), shipped.of(installed.keySet()));
        for (int round = 0; round < MOST_ROUNDS && round(); round++) {
            log.debug("Choosing again, round {}", round + 2);
        }
        forgetGone(offered);
    }

    /** Whether a replacement is still to prove that its Things run. */
    public boolean isWaiting() {
        return !probation.isEmpty();
    }

    /**
     * Looks how the Things of replacements are by now.
     *
     * @return whether one is taken back, so that all is to be reconciled again
     */
    public boolean judge() {
        boolean again = false;
        for (Probation.Verdict v : probation.verdicts(things.get())) {
            if (v.failure() == null) {
                keep(v.jar());
            } else {
                again |= choice.takeBack(v.jar(), v.failure());
            }
        }
        return again;
    }

    /** Whether the Things of this bundle are still to prove that they run. */
    public boolean isOnProbation(String symbolicName) {
        return probation.isOn(symbolicName);
    }

    /** The jar that is installed of a symbolic name; its bundle need not run. */
    public Optional<PluginJar> present(String symbolicName) {
        return Optional.ofNullable(installed.get(symbolicName))
                .map(Installed::jar)
                .or(() -> shipped(symbolicName));
    }

    /** The driver of the distribution of that symbolic name, whose place a plugin may take. */
    public Optional<PluginJar> shipped(String symbolicName) {
        return shipped.find(symbolicName);
    }

    /** Whether the bundle of that symbolic name runs, or is a fragment of one. */
    public boolean isUp(String symbolicName) {
        Installed plugin = installed.get(symbolicName);
        return plugin != null
                && (PluginBundles.isUp(plugin.bundle())
                        || plugin.jar().fragmentHost() != null
                                && plugin.bundle().getState() == Bundle.RESOLVED);
    }

    /** Why this jar of the folder does not run, if it does not. */
    public Optional<String> objection(PluginJar jar) {
        return choice.objection(jar);
    }

    /** The version that ran before the one that ran last. */
    public Optional<PluginJar> previous(String symbolicName) {
        return lastGood.previous(symbolicName);
    }

    /** Whether a symbolic name belongs to the server itself, so that no plugin may have it. */
    public boolean isOfThePlatform(String symbolicName) {
        return bundles.platformNames().contains(symbolicName) && shipped(symbolicName).isEmpty();
    }

    /** Whether a bundle is none that a plugin may become a part of. */
    public boolean isClosed(String symbolicName) {
        return platformNames().contains(symbolicName);
    }

    private Set<String> platformNames() {
        Set<String> names = new HashSet<>(bundles.platformNames());
        names.addAll(shipped.names());
        return names;
    }

    /** What people should know about bundles, by symbolic name. */
    public Map<String, String> remarks() {
        Map<String, String> remarks = new HashMap<>();
        choice.names().forEach(n -> choice.remark(n).ifPresent(r -> remarks.put(n, r)));
        return remarks;
    }

    /** The jars that are in use, or may be again. */
    public Collection<PluginJar> jarsInUse() {
        List<PluginJar> jars = new ArrayList<>(lastGood.all());
        installed.values().forEach(i -> jars.add(i.jar()));
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
            } else if (!jar.sameContent(present.jar())) {
                replacements.add(jar);
            }
        }
        boolean again = false;
        ResolveTrial.Outcome tried = trial.run(running(replacements));
        rehearsal.run(tried.successors());
        List<Bundle> retired = new ArrayList<>();
        for (PluginJar jar : replacements) {
            String reason = tried.refused().get(jar);
            Bundle successor = tried.successors().get(jar);
            if (reason == null) {
                Installed present = installed.get(jar.symbolicName());
                before.put(jar.symbolicName(), present.jar());
                toReplace(jar);
                if (successor == null) {
                    again |= !replace(jar, stale);
                } else {
                    stop(present);
                    retired.add(present.bundle());
                    installed.put(jar.symbolicName(), new Installed(successor, jar));
                }
            } else {
                again |= choice.refuseForNow(jar, reason, installed.get(jar.symbolicName()).jar());
            }
        }
        if (!bundles.refresh(stale)) {
            log.error("The framework has not finished to refresh {}", stale);
        }
        again |= startAll(before);
        bundles.takeAway(retired); // only now: nobody waits for it
        return again;
    }

    private Map<PluginJar, Bundle> running(List<PluginJar> replacements) {
        Map<PluginJar, Bundle> running = new HashMap<>();
        for (PluginJar jar : replacements) {
            Bundle present = installed.get(jar.symbolicName()).bundle();
            if (PluginBundles.isUp(present)) {
                running.put(jar, present);
            }
        }
        return running;
    }

    private List<Bundle> removeGone(Set<String> wanted) {
        List<Bundle> removed = new ArrayList<>();
        for (String name : List.copyOf(installed.keySet())) {
            if (!wanted.contains(name)) {
                Installed gone = installed.remove(name);
                probation.end(name);
                toStart.remove(name);
                try {
                    gone.bundle().uninstall();
                    log.info("Plugin {} {} removed", name, gone.jar().version());
                } catch (BundleException e) {
                    log.error("Plugin {} was not removed cleanly: {}", name, e.getMessage());
                }
                removed.add(gone.bundle());
                removed.addAll(hosts(gone.jar()));
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

    private void toReplace(PluginJar jar) {
        toStart.add(jar.symbolicName());
        probation.end(jar.symbolicName());
        ranBefore.put(jar.symbolicName(), Probation.running(things.get(), jar.symbolicName()));
    }

    private void stop(Installed present) {
        try {
            bundles.stop(present.bundle());
        } catch (BundleException e) { // it is stopped all the same
            log.warn("Plugin {} did not stop cleanly: {}", present.jar(), reason(e));
        }
    }

    private boolean replace(PluginJar jar, Set<Bundle> stale) {
        Installed present = installed.get(jar.symbolicName());
        stale.add(present.bundle());
        stale.addAll(hosts(jar));
        boolean exchange = jar.shipped() || present.jar().shipped();
        try {
            if (exchange) {
                installed.remove(jar.symbolicName());
                Bundle fresh = bundles.exchange(present.bundle(), jar);
                installed.put(jar.symbolicName(), new Installed(fresh, jar));
            } else {
                bundles.update(present.bundle(), jar);
                installed.put(jar.symbolicName(), new Installed(present.bundle(), jar));
            }
            return true;
        } catch (BundleException e) {
            choice.refuse(
                    jar,
                    "the framework refuses it: " + e.getMessage(),
                    exchange ? null : present.jar());
            return false;
        }
    }

    /** A fragment becomes part of its host when that is refreshed. */
    private List<Bundle> hosts(PluginJar jar) {
        Installed host = jar.fragmentHost() == null ? null : installed.get(jar.fragmentHost());
        return host == null ? List.of() : List.of(host.bundle());
    }

    private boolean startAll(Map<String, PluginJar> before) {
        boolean again = false;
        for (Installed plugin : List.copyOf(installed.values())) {
            PluginJar jar = plugin.jar();
            if (jar.fragmentHost() != null || PluginBundles.isUp(plugin.bundle())) {
                running(jar, before.get(jar.symbolicName()));
            } else if (shallRun(plugin)) {
                again |= start(plugin, before.get(jar.symbolicName()));
            }
        }
        return again;
    }

    /** Not what somebody stopped by hand. */
    private boolean shallRun(Installed plugin) {
        return toStart.contains(plugin.jar().symbolicName())
                || PluginBundles.isMeantToRun(plugin.bundle());
    }

    /** Returns whether it failed, and there is another jar to try. */
    private boolean start(Installed plugin, PluginJar before) {
        PluginJar jar = plugin.jar();
        try {
            if (!bundles.resolve(plugin.bundle())) {
                return choice.refuseForNow(jar, unresolved.explain(plugin.bundle()), null);
            }
            if (!choice.isRefusedForGood(jar)) {
                bundles.start(plugin.bundle());
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
        Announcement.of(jar, before, log);
        Set<String> ran = ranBefore.remove(jar.symbolicName());
        if (jar.shipped()) {
            return; // it has nothing to prove, and is no plugin to go back to
        }
        if (before == null || ran == null || !probation.begin(jar, ran)) {
            keep(jar);
        }
    }

    private void keep(PluginJar jar) {
        try {
            lastGood.keep(jar);
        } catch (IOException e) {
            log.warn("No copy of {} can be kept for a roll-back: {}", jar, e.getMessage());
        }
    }

    private void forgetGone(Collection<PluginJar> offered) {
        try {
            lastGood.keepOnly(choice.names());
            takenBack.keepOnly(offered);
        } catch (IOException e) {
            log.warn("Copies of removed plugins cannot be deleted: {}", e.getMessage());
        }
    }
}
