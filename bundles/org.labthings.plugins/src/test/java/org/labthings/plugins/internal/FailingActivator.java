package org.labthings.plugins.internal;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Part of jars that the tests make. */
public final class FailingActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("no licence");
    }

    @Override
    public void stop(BundleContext context) {
        throw new IllegalStateException("never started");
    }
}
