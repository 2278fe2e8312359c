package org.labthings.health.internal;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Whether the framework has come up all the way. */
@Component(property = {"hc.name=Framework start", HealthTags.PROPERTY, "hc.tags=framework"})
public final class FrameworkCheck implements HealthCheck {
    private final BundleContext context;

    /** Called by Declarative Services. */
    @Activate
    public FrameworkCheck(BundleContext context) {
        this.context = context;
    }

    @Override
    public Result execute() {
        int now =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                        .adapt(FrameworkStartLevel.class)
                        .getStartLevel();
        String wanted = context.getProperty("labthings.startlevel");
        return result(now, wanted == null ? 1 : Integer.parseInt(wanted));
    }

    static Result result(int now, int wanted) {
        FormattingResultLog log = new FormattingResultLog();
        if (now < wanted) {
            log.temporarilyUnavailable(
                    "The framework is at start level {} of {}: still starting, or stopping",
                    now,
                    wanted);
        } else {
            log.info("Start level {} is reached", now);
        }
        return new Result(log);
    }
}
