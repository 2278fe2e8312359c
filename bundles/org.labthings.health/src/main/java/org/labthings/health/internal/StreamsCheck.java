package org.labthings.health.internal;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.labthings.http.metrics.HttpMetrics;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Whether there are places left for viewers of live streams and for observers. */
@Component(property = {"hc.name=Stream clients", HealthTags.PROPERTY, "hc.tags=streams"})
public final class StreamsCheck implements HealthCheck {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile HttpMetrics http;

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        HttpMetrics now = http;
        if (now == null) {
            log.critical("The HTTP server does not run: the log says why");
            return new Result(log);
        }
        tell(log, "viewers of live streams", now.streams().clients(), now.streams().limit());
        tell(log, "observers", now.observers().observers(), now.observers().limit());
        return new Result(log);
    }

    static void tell(FormattingResultLog log, String what, int open, int limit) {
        if (open >= limit) {
            log.warn("All {} places for {} are taken: others are refused", limit, what);
        } else if (open >= limit * 0.9) {
            log.warn("{} of {} places for {} are taken", open, limit, what);
        } else {
            log.info("{} {}, at most {}", open, what, limit);
        }
    }
}
