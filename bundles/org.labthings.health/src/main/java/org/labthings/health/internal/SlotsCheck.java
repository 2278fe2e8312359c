package org.labthings.health.internal;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.labthings.core.ThingServer;
import org.labthings.core.ThingStatus;
import org.labthings.core.Things;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Whether every slot that must be filled is filled, and what would fill it. */
@Component(property = {"hc.name=Slots", HealthTags.PROPERTY, "hc.tags=slots"})
public final class SlotsCheck implements HealthCheck {
    private static final String REQUIRED = "required";

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ThingServer server;

    @Override
    public Result execute() {
        ThingServer now = server;
        return now == null ? ServerMissing.result() : result(now.things());
    }

    static Result result(Things things) {
        FormattingResultLog log = new FormattingResultLog();
        int filled = 0;
        int open = 0;
        for (ThingStatus thing : things.statuses().values()) {
            for (ThingStatus.Slot slot : thing.slots()) {
                if (!slot.things().isEmpty()) {
                    filled++;
                } else if (slot.kind().equals(REQUIRED)) {
                    log.warn(
                            "The slot {} of {} is empty: {}",
                            slot.name(),
                            thing.name(),
                            slot.explanation());
                } else {
                    open++;
                }
            }
        }
        log.info("{} slots are filled, {} that need not be are empty", filled, open);
        return new Result(log);
    }
}
