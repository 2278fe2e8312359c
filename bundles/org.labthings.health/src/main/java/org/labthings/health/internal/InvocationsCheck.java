package org.labthings.health.internal;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.labthings.core.InvocationLoad;
import org.labthings.core.ThingServer;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Whether actions begin at once, wait, or are refused. */
@Component(property = {"hc.name=Invocation queue", HealthTags.PROPERTY, "hc.tags=invocations"})
public final class InvocationsCheck implements HealthCheck {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ThingServer server;

    @Override
    public Result execute() {
        ThingServer now = server;
        return now == null ? ServerMissing.result() : result(now.invocations().load());
    }

    static Result result(InvocationLoad load) {
        FormattingResultLog log = new FormattingResultLog();
        if (load.queued() >= load.mostQueued()) {
            log.critical(
                    "All {} places of the queue are taken: actions are refused. Cancel some",
                    load.mostQueued());
        } else if (load.queued() > 0) {
            log.warn(
                    "{} actions wait, because {} are running already",
                    load.queued(),
                    load.running());
        }
        log.info(
                "{} actions run (at most {}), {} wait (at most {})",
                load.running(),
                load.mostRunning(),
                load.queued(),
                load.mostQueued());
        return new Result(log);
    }
}
