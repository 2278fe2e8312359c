package org.labthings.plugins.internal.deploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.labthings.core.ThingState;
import org.labthings.core.ThingStatus;
import org.labthings.plugins.internal.jar.PluginJar;

/**
 * Replacements that have started and are still to prove themselves: each Thing of the bundle that
 * ran before must run again, within a deadline. Not for several threads at a time.
 */
final class Probation {
    private final Duration deadline;
    private final Map<String, Candidate> candidates = new TreeMap<>(); // by symbolic name

    private record Candidate(PluginJar jar, Set<String> things, long began) {}

    /**
     * What became of a replacement.
     *
     * @param failure why it is to be taken back; null when all of its Things run
     */
    record Verdict(PluginJar jar, String failure) {}

    /** A probation that nobody is on; with a deadline of zero nobody ever is. */
    Probation(Duration deadline) {
        this.deadline = deadline;
    }

    /** The Things of a bundle that are served now, whether or not their instrument is there. */
    static Set<String> running(Map<String, ThingStatus> statuses, String symbolicName) {
        Set<String> names = new TreeSet<>();
        for (ThingStatus status : statuses.values()) {
            if (status.served() && symbolicName.equals(status.bundle())) {
                names.add(status.name());
            }
        }
        return names;
    }

    /**
     * Puts a replacement that has just been started on probation.
     *
     * @param things that ran before it
     * @return false when there is nothing that it could prove
     */
    boolean begin(PluginJar jar, Set<String> things) {
        candidates.remove(jar.symbolicName());
        if (deadline.isZero() || things.isEmpty()) {
            return false;
        }
        candidates.put(jar.symbolicName(), new Candidate(jar, things, System.nanoTime()));
        return true;
    }

    /** The bundle was replaced again, or removed. */
    void end(String symbolicName) {
        candidates.remove(symbolicName);
    }

    boolean isOn(String symbolicName) {
        return candidates.containsKey(symbolicName);
    }

    boolean isEmpty() {
        return candidates.isEmpty();
    }

    /** Those that it is known of by now what became of them; they are on probation no more. */
    List<Verdict> verdicts(Map<String, ThingStatus> statuses) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Candidate c : List.copyOf(candidates.values())) {
            verdict(c, statuses)
                    .ifPresent(
                            v -> {
                                candidates.remove(c.jar.symbolicName());
                                verdicts.add(v);
                            });
        }
        return verdicts;
    }

    private Optional<Verdict> verdict(Candidate c, Map<String, ThingStatus> statuses) {
        boolean late = System.nanoTime() - c.began >= deadline.toNanos();
        boolean allRun = true;
        for (String name : c.things) {
            ThingStatus status = statuses.get(name);
            if (status == null || status.served()) {
                continue; // not configured any more: proves nothing; its instrument is its own
                // fault
            }
            allRun = false;
            if (status.state() == ThingState.FAILED) {
                String text = "Thing '" + name + "' ran before, and FAILED. " + status.reason();
                return Optional.of(new Verdict(c.jar, text));
            }
            if (late) {
                String text =
                        "Thing '"
                                + name
                                + "' ran before, and is "
                                + status.state()
                                + " after "
                                + deadline.toMillis()
                                + " ms. "
                                + status.reason();
                return Optional.of(new Verdict(c.jar, text));
            }
        }
        return allRun ? Optional.of(new Verdict(c.jar, null)) : Optional.empty();
    }
}
