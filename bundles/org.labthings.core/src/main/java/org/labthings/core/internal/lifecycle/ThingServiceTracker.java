package org.labthings.core.internal.lifecycle;

import org.labthings.api.Thing;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Watches for Thing services. It hands over references only: getting the service runs the driver's
 * constructor, which a worker does.
 */
final class ThingServiceTracker extends ServiceTracker<Thing, ServiceReference<Thing>> {

    ThingServiceTracker(BundleContext bundles, LifeCycle lifeCycle) {
        super(bundles, filter(), new Customizer(bundles, lifeCycle));
    }

    private static org.osgi.framework.Filter filter() {
        try {
            return FrameworkUtil.createFilter(ThingServerComponent.filter());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Customizer(BundleContext bundles, LifeCycle lifeCycle)
            implements ServiceTrackerCustomizer<Thing, ServiceReference<Thing>> {
        @Override
        public ServiceReference<Thing> addingService(ServiceReference<Thing> reference) {
            lifeCycle.arrived(reference);
            return reference;
        }

        @Override
        public void modifiedService(
                ServiceReference<Thing> reference, ServiceReference<Thing> same) {
            lifeCycle.modified(reference);
        }

        @Override
        public void removedService(
                ServiceReference<Thing> reference, ServiceReference<Thing> same) {
            lifeCycle.leaving(reference); // its component is deactivated when this returns
            bundles.ungetService(reference);
        }
    }
}
