package org.labthings.plugins.internal;

import org.labthings.plugins.internal.deploy.PluginBundles;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line of {@code audit.log} for each plugin that comes, is replaced or goes, whoever asked
 * for it: also for files that somebody put into the folder. Called by the framework, on the thread
 * that changes the bundle.
 */
final class BundleAudit implements SynchronousBundleListener {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.audit");

    @Override
    public void bundleChanged(BundleEvent event) {
        String location = event.getBundle().getLocation();
        String what =
                switch (event.getType()) {
                    case BundleEvent.INSTALLED -> "bundle.installed";
                    case BundleEvent.UPDATED -> "bundle.updated";
                    case BundleEvent.UNINSTALLED -> "bundle.removed";
                    default -> null;
                };
        if (what != null && location.startsWith(PluginBundles.SCHEME)) {
            String name = String.valueOf(event.getBundle().getSymbolicName());
            String version = String.valueOf(event.getBundle().getVersion());
            LOG.atInfo()
                    .addKeyValue("event", what)
                    .addKeyValue("who", "plugins folder")
                    .addKeyValue("from", "this machine")
                    .addKeyValue("bundle", name)
                    .addKeyValue("version", version)
                    .log("{}: {} {}", what, name, version);
        }
    }
}
