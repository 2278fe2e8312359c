package org.labthings.health.internal;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Whether every bundle runs. One of the distribution that does not is critical; of a plugin it is a
 * warning, because the rest serves on.
 */
@Component(property = {"hc.name=Bundles", HealthTags.PROPERTY, "hc.tags=bundles"})
public final class BundlesCheck implements HealthCheck {
    /** How the locations of the distribution's bundles begin. */
    private static final String DISTRIBUTION = "reference:";

    private final BundleContext context;

    /** Called by Declarative Services. */
    @Activate
    public BundlesCheck(BundleContext context) {
        this.context = context;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        int running = 0;
        for (Bundle bundle : context.getBundles()) {
            if (isUp(bundle)) {
                running++;
            } else if (bundle.getLocation().startsWith(DISTRIBUTION)) {
                log.critical(
                        "The bundle {} of the distribution is {}: see the log; unpack the"
                                + " distribution again if it is damaged",
                        name(bundle),
                        state(bundle));
            } else {
                log.warn("The plugin {} is {}: the log says why", name(bundle), state(bundle));
            }
        }
        log.info("{} bundles run", running);
        return new Result(log);
    }

    private static boolean isUp(Bundle bundle) {
        int state = bundle.getState();
        boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
        boolean lazy = bundle.getHeaders().get(Constants.BUNDLE_ACTIVATIONPOLICY) != null;
        return state == Bundle.ACTIVE
                || fragment && state == Bundle.RESOLVED
                || lazy && state == Bundle.STARTING;
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.INSTALLED -> "not resolved";
            case Bundle.RESOLVED -> "not started";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "gone";
        };
    }
}
