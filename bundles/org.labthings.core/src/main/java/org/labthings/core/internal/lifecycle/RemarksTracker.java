package org.labthings.core.internal.lifecycle;

import java.util.Collection;
import java.util.Optional;
import org.labthings.core.BundleRemarks;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Watches for services that have something to say about bundles. */
final class RemarksTracker extends ServiceTracker<BundleRemarks, BundleRemarks> {
    private final Runnable changed;

    RemarksTracker(BundleContext bundles, Runnable changed) {
        super(bundles, BundleRemarks.class, null);
        this.changed = changed;
    }

    /** All that is said about a bundle; on the life-cycle thread. */
    Optional<String> about(String symbolicName) {
        Collection<BundleRemarks> all = getTracked().values();
        return all.stream()
                .flatMap(r -> r.about(symbolicName).stream())
                .reduce((a, b) -> a + " " + b);
    }

    @Override
    public BundleRemarks addingService(ServiceReference<BundleRemarks> reference) {
        BundleRemarks service = super.addingService(reference);
        changed.run();
        return service;
    }

    @Override
    public void modifiedService(ServiceReference<BundleRemarks> reference, BundleRemarks service) {
        changed.run();
    }

    @Override
    public void removedService(ServiceReference<BundleRemarks> reference, BundleRemarks service) {
        super.removedService(reference, service);
        changed.run();
    }
}
