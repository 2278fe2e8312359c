package org.labthings.core.internal.lifecycle;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.labthings.api.Thing;
import org.labthings.core.internal.model.ThingModel;
import org.labthings.core.internal.property.Presence;
import org.labthings.core.internal.settings.ThingSettings;
import org.labthings.core.internal.slot.SlotConnection;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** One Thing service on its way through its life. Confined to the life-cycle thread. */
final class ThingUnit {
    final ServiceReference<Thing> reference;
    final CompletableFuture<Void> gone = new CompletableFuture<>();
    ConfiguredThing configuration;
    Phase phase = Phase.NEW;
    long phaseSince = System.nanoTime();
    boolean leaving;
    boolean early; // constructed, or tried to be, while the one that it replaces still ran
    boolean openFailed;
    String failure;
    String trace; // of the failure, as text: the exception itself would keep the driver's classes
    Thing thing;
    ThingModel model;
    ThingSettings settings;
    Presence presence;
    ThingWorkers workers;
    OpenContext context; // what its last open was given
    long openSequence;

    /** What it could not run without when it was last connected as an open Thing. */
    final Set<ThingUnit> needs = new HashSet<>();

    /** The worker that runs driver code for it, or null; guarded by this object's monitor. */
    Thread runner;

    Map<String, SlotConnection> connections = new LinkedHashMap<>();

    /** What has been done to the service so far. */
    enum Phase {
        /** Seen, not yet asked for. */
        NEW,
        /** Its constructor runs, its model is compiled, its settings are loaded. */
        CONSTRUCTING,
        /** Constructed, not open. */
        CONSTRUCTED,
        /** {@code open} runs. */
        OPENING,
        /** {@code open} has returned. */
        OPEN,
        /** {@code close} runs. */
        CLOSING,
        /** Constructor, model or {@code open} failed. */
        FAILED,
        /** The service is gone. */
        GONE
    }

    ThingUnit(ServiceReference<Thing> reference) {
        this.reference = reference;
        this.configuration = ConfiguredThing.of(reference);
    }

    String name() {
        return configuration.name();
    }

    boolean isOf(Bundle bundle) {
        return bundle.equals(reference.getBundle());
    }

    /** Whether its bundle is another version of the bundle of that one, installed later. */
    boolean replaces(ThingUnit other) {
        return isReplacedBy(other.reference.getBundle(), reference.getBundle());
    }

    /** The same, for bundles; a bundle is null when its service is gone. */
    static boolean isReplacedBy(Bundle before, Bundle after) {
        return before != null
                && after != null
                && before.getBundleId() < after.getBundleId()
                && before.getSymbolicName() != null
                && before.getSymbolicName().equals(after.getSymbolicName());
    }

    void enter(Phase next) {
        phase = next;
        phaseSince = System.nanoTime();
    }

    boolean in(Phase... phases) {
        for (Phase p : phases) {
            if (phase == p) {
                return true;
            }
        }
        return false;
    }

    long millisInPhase() {
        return (System.nanoTime() - phaseSince) / 1_000_000;
    }

    /** Whether driver code of it runs that has not taken too long yet. */
    boolean isBusy(long patienceMillis) {
        return in(Phase.OPENING, Phase.CONSTRUCTING) && millisInPhase() < patienceMillis;
    }

    /** Whether a Thing that could not run without it is still to be closed. */
    boolean isNeeded(Collection<ThingUnit> units) {
        return units.stream()
                .anyMatch(
                        d ->
                                d != this
                                        && d.needs.contains(this)
                                        && !needs.contains(d) // in a circle somebody is first
                                        && d.in(Phase.OPENING, Phase.OPEN, Phase.CLOSING));
    }

    /** Whether requests reach it. */
    boolean isServed() {
        return phase == Phase.OPEN && !leaving;
    }

    /** Whether it is there for others to be connected to. */
    boolean isConstructed() {
        return thing != null && model != null && !leaving && phase != Phase.GONE;
    }

    /** Lets go of everything that belongs to the driver's bundle. */
    void forget() {
        if (model != null) {
            model.detach().run();
            settings.end();
        }
        thing = null;
        model = null;
        settings = null;
        workers = null;
        context = null;
        connections = Map.of();
        needs.clear();
    }
}
