package org.labthings.core.internal.lifecycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.labthings.core.internal.lifecycle.ThingUnit.Phase;
import org.osgi.framework.Bundle;

/**
 * Bundles that replace others: a successor is constructed beside the one that it replaces, and
 * opens when that one is gone altogether, its {@code @Deactivate} included. Confined to the
 * life-cycle thread.
 */
final class Succession {
    private final Set<Bundle> stopping = new HashSet<>();
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(Bundle bundle, CompletableFuture<Void> done) {}

    /** Those that take over when one of the first goes, as their bundles replace its. */
    static List<ThingUnit> successors(List<ThingUnit> first, Collection<ThingUnit> all) {
        List<ThingUnit> found = new ArrayList<>();
        for (ThingUnit f : first) {
            for (ThingUnit u : all) {
                if (u != f && u.name().equals(f.name()) && u.replaces(f)) {
                    found.add(u);
                }
            }
        }
        return found;
    }

    /** A bundle begins to stop; false when that is known. */
    boolean stopping(Bundle bundle) {
        forgetStopped();
        return stopping.add(bundle);
    }

    /** Whether no bundle is just being stopped that the bundle of this Thing replaces. */
    boolean isClear(ThingUnit u) {
        forgetStopped();
        Bundle own = u.reference.getBundle();
        return stopping.stream().noneMatch(b -> ThingUnit.isReplacedBy(b, own));
    }

    private void forgetStopped() {
        stopping.removeIf(b -> b.getState() != Bundle.STOPPING);
    }

    /** Somebody waits until the Things of a bundle are constructed. */
    void await(Bundle bundle, CompletableFuture<Void> done) {
        waiting.add(new Waiting(bundle, done));
    }

    /** Completes what has come true. */
    void tell(Collection<ThingUnit> units) {
        waiting.removeIf(
                w -> {
                    boolean moving =
                            units.stream()
                                    .filter(u -> u.isOf(w.bundle))
                                    .anyMatch(
                                            u ->
                                                    u.phase == Phase.CONSTRUCTING
                                                            || (u.phase == Phase.NEW && !u.early));
                    return !moving && w.done.complete(null);
                });
    }
}
