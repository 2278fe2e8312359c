package org.labthings.core.internal.lifecycle;

import org.labthings.core.ThingsListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Watches for {@link ThingsListener} services. Not a reference of the component: a listener usually
 * needs the server itself, so it is asked for on the life-cycle thread, once the server is there.
 */
final class ListenerTracker
        extends ServiceTracker<ThingsListener, ServiceReference<ThingsListener>> {
    private final LifeCycle lifeCycle;

    ListenerTracker(BundleContext bundles, LifeCycle lifeCycle) {
        super(bundles, ThingsListener.class, null);
        this.lifeCycle = lifeCycle;
    }

    @Override
    public ServiceReference<ThingsListener> addingService(
            ServiceReference<ThingsListener> reference) {
        lifeCycle.addListener(reference, () -> context.getService(reference));
        return reference;
    }

    @Override
    public void removedService(
            ServiceReference<ThingsListener> reference, ServiceReference<ThingsListener> same) {
        lifeCycle.removeListener(reference);
        context.ungetService(reference);
    }
}
