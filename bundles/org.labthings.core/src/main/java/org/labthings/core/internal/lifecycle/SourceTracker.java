package org.labthings.core.internal.lifecycle;

import java.util.Map;
import java.util.Optional;
import org.labthings.api.Thing;
import org.labthings.api.ThingSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Watches for components that stand for Things which come and go. */
final class SourceTracker extends ServiceTracker<ThingSource, ThingSource> {
    private final Runnable changed;

    SourceTracker(BundleContext bundles, Runnable changed) {
        super(bundles, ThingSource.class, null);
        this.changed = changed;
    }

    /** Why a Thing that has a source is not there; on the life-cycle thread. */
    Optional<ThingSource.Absence> absence(String thing) {
        for (Map.Entry<ServiceReference<ThingSource>, ThingSource> e : getTracked().entrySet()) {
            if (thing.equals(e.getKey().getProperty(Thing.NAME))) {
                return Optional.ofNullable(e.getValue().absence());
            }
        }
        return Optional.empty();
    }

    @Override
    public ThingSource addingService(ServiceReference<ThingSource> reference) {
        ThingSource source = super.addingService(reference);
        changed.run();
        return source;
    }

    @Override
    public void removedService(ServiceReference<ThingSource> reference, ThingSource source) {
        super.removedService(reference, source);
        changed.run();
    }
}
