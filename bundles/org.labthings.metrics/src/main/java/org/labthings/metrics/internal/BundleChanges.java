package org.labthings.metrics.internal;

import java.util.concurrent.atomic.LongAdder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Counts what happens to bundles once the server has started. On the framework's event thread. */
@Component(service = BundleChanges.class, immediate = true)
public final class BundleChanges implements BundleListener {
    private final BundleContext context;
    private final LongAdder installed = new LongAdder();
    private final LongAdder updated = new LongAdder();
    private final LongAdder uninstalled = new LongAdder();

    /** Called by Declarative Services. */
    @Activate
    public BundleChanges(BundleContext context) {
        this.context = context;
        context.addBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        switch (event.getType()) {
            case BundleEvent.INSTALLED -> installed.increment();
            case BundleEvent.UPDATED -> updated.increment();
            case BundleEvent.UNINSTALLED -> uninstalled.increment();
            default -> {
                // that one starts or stops follows from these
            }
        }
    }

    long installed() {
        return installed.sum();
    }

    long updated() {
        return updated.sum();
    }

    long uninstalled() {
        return uninstalled.sum();
    }

    /** Called by Declarative Services. */
    @Deactivate
    void close() {
        context.removeBundleListener(this);
    }
}
