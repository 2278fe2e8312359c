package org.labthings.plugins.internal.deploy;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.labthings.plugins.internal.jar.LastGoodJars;
import org.labthings.plugins.internal.jar.PluginJar;
import org.labthings.plugins.internal.jar.RefusedJars;
import org.slf4j.Logger;

/**
 * Which jar of each symbolic name shall run: the preferred one that was not refused, else the one
 * that ran last, else the driver of that name that the distribution brings. Says once, and only
 * once, about each jar why it does not run.
 */
final class Choice {
    private enum Refusal {
        /** Until the folder changes: what it needs may come. */
        FOR_NOW,
        /** Until it is replaced. */
        FOR_GOOD,
        /** Until its file changes, also across restarts: its Things did not run. */
        TAKEN_BACK
    }

    private final LastGoodJars lastGood;
    private final RefusedJars takenBack;
    private final Logger log;
    private final Map<String, TreeSet<PluginJar>> offered = new TreeMap<>();
    private Map<String, PluginJar> shipped = Map.of(); // by symbolic name
    private final Map<String, Refusal> refused = new HashMap<>(); // by digest
    private final Map<String, String> told = new HashMap<>(); // by name of the file and digest

    Choice(LastGoodJars lastGood, RefusedJars takenBack, Logger log) {
        this.lastGood = lastGood;
        this.takenBack = takenBack;
        this.log = log;
    }

    /**
     * Begins anew with what lies in the folder.
     *
     * @param platformNames that no plugin may have, or change
     * @param shipped drivers of the distribution that run where no plugin does
     */
    void offer(
            Collection<PluginJar> jars, Set<String> platformNames, Map<String, PluginJar> shipped) {
        this.shipped = shipped;
        offered.clear();
        Set<String> digests = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (PluginJar jar : jars) {
            digests.add(jar.digest());
            keys.add(key(jar));
            if (platformNames.contains(jar.symbolicName())
                    && !shipped.containsKey(jar.symbolicName())) {
                tell(jar, jar.symbolicName() + " is a bundle of the server. Choose another name");
            } else if (platformNames.contains(jar.fragmentHost())) {
                tell(jar, "it changes " + jar.fragmentHost() + ", a bundle of the server");
            } else {
                offered.computeIfAbsent(
                                jar.symbolicName(), n -> new TreeSet<>(PluginJar.PREFERENCE))
                        .add(jar);
            }
        }
        refused.values().removeIf(r -> r == Refusal.FOR_NOW || r == Refusal.TAKEN_BACK);
        for (PluginJar jar : jars) {
            if (takenBack.reason(jar).isPresent()) {
                refused.put(jar.digest(), Refusal.TAKEN_BACK);
            }
        }
        refused.keySet().retainAll(digests);
        told.keySet().retainAll(keys);
    }

    /** The symbolic names that lie in the folder. */
    Set<String> names() {
        return offered.keySet();
    }

    /** What shall be installed, by symbolic name. */
    Map<String, PluginJar> wanted() {
        Map<String, PluginJar> wanted = new TreeMap<>(shipped);
        offered.forEach(
                (name, jars) -> {
                    PluginJar jar = acceptable(name).findFirst().orElse(jars.first());
                    wanted.put(name, jar);
                });
        return wanted;
    }

    /** The preferred one first; what ran last counts only in place of one that was refused. */
    private Stream<PluginJar> acceptable(String name) {
        TreeSet<PluginJar> jars = new TreeSet<>(of(name));
        if (!jars.isEmpty() && isRefused(jars.first())) {
            lastGood.find(name).ifPresent(jars::add);
        }
        return Stream.concat(jars.stream(), Stream.ofNullable(shipped.get(name)))
                .filter(j -> !isRefused(j));
    }

    /** What people should know about the bundle of this name, or empty. */
    Optional<String> remark(String name) {
        return offered.get(name).stream()
                .filter(jar -> refused.get(jar.digest()) == Refusal.TAKEN_BACK)
                .findFirst()
                .flatMap(
                        jar ->
                                takenBack
                                        .reason(jar)
                                        .map(
                                                reason ->
                                                        "Version "
                                                                + jar.version()
                                                                + " ("
                                                                + jar.name()
                                                                + ") was taken back: "
                                                                + reason));
    }

    /** Why this jar of the folder does not run, if it does not. */
    Optional<String> objection(PluginJar jar) {
        return takenBack.reason(jar).or(() -> Optional.ofNullable(told.get(key(jar))));
    }

    private boolean isRefused(PluginJar jar) {
        return refused.containsKey(jar.digest());
    }

    boolean isRefusedForGood(PluginJar jar) {
        Refusal refusal = refused.get(jar.digest());
        return refusal != null && refusal != Refusal.FOR_NOW;
    }

    /** Returns whether there is another jar to try instead. */
    boolean refuse(PluginJar jar, String reason, PluginJar running) {
        return refuse(jar, Refusal.FOR_GOOD, reason, running);
    }

    /** The same, but it is tried again when the folder changes. */
    boolean refuseForNow(PluginJar jar, String reason, PluginJar running) {
        return refuse(jar, Refusal.FOR_NOW, reason, running);
    }

    /** Its Things do not run as they did before. Returns whether there is another jar. */
    boolean takeBack(PluginJar jar, String reason) {
        try {
            takenBack.add(jar, reason);
        } catch (IOException e) {
            log.warn("That {} was taken back cannot be remembered: {}", jar, e.getMessage());
        }
        refused.put(jar.digest(), Refusal.TAKEN_BACK);
        Optional<PluginJar> instead = acceptable(jar.symbolicName()).findFirst();
        log.error(
                "Plugin {} is taken back: {}{} {}",
                jar,
                reason,
                reason.endsWith(".") ? "" : ".",
                instead.map(j -> "Version " + j.version() + " runs instead.")
                        .orElse("There is no other version."));
        return instead.isPresent();
    }

    private boolean refuse(PluginJar jar, Refusal refusal, String reason, PluginJar running) {
        boolean first = refused.put(jar.digest(), refusal) == null;
        Optional<PluginJar> instead = acceptable(jar.symbolicName()).findFirst();
        String rest = "";
        if (running != null) {
            rest = ". Version " + running.version() + " keeps running";
        } else if (instead.isPresent()) {
            rest = ". Version " + instead.get().version() + " runs instead";
        }
        tell(jar, reason + rest);
        return first && instead.isPresent();
    }

    /** Nothing is wrong with it any more; says which other jars are not used. */
    void runs(PluginJar jar) {
        told.remove(key(jar));
        if (jar.shipped()) {
            return; // of the others it is known what is wrong with them
        }
        for (PluginJar other : of(jar.symbolicName())) {
            if (!other.name().equals(jar.name()) && !isRefused(other)) {
                String reason = "version " + jar.version() + " from " + jar.name() + " runs";
                if (!reason.equals(told.put(key(other), reason))) {
                    log.info("Plugin {} is not used: {}", other, reason);
                }
            }
        }
    }

    private TreeSet<PluginJar> of(String name) {
        return offered.getOrDefault(name, new TreeSet<>(PluginJar.PREFERENCE));
    }

    private void tell(PluginJar jar, String reason) {
        if (!reason.equals(told.put(key(jar), reason))) {
            log.error("Plugin {} does not run: {}", jar, reason);
        }
    }

    private static String key(PluginJar jar) {
        return jar.name() + " " + jar.digest();
    }
}
