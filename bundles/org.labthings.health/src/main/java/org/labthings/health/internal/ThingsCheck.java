package org.labthings.health.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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

/** Whether every configured Thing runs, and why one does not. */
@Component(property = {"hc.name=Things", HealthTags.PROPERTY, "hc.tags=things"})
public final class ThingsCheck implements HealthCheck {
    /** An upgrade takes less. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ThingServer server;

    @Override
    public Result execute() {
        ThingServer now = server;
        return now == null ? ServerMissing.result() : result(now.things(), Instant.now());
    }

    static Result result(Things things, Instant now) {
        FormattingResultLog log = new FormattingResultLog();
        things.statuses().values().forEach(thing -> tell(log, thing, now));
        long running = things.statuses().values().stream().filter(ThingStatus::isRunning).count();
        log.info("{} of {} Things run", running, things.statuses().size());
        return new Result(log);
    }

    private static void tell(FormattingResultLog log, ThingStatus thing, Instant now) {
        switch (thing.state()) {
            case FAILED -> log.critical("{} failed: {}", thing.name(), thing.reason());
            case WAITING -> log.warn("{} waits: {}", thing.name(), thing.reason());
            case STARTING, STOPPING -> {
                String state = thing.state().name().toLowerCase(Locale.ROOT);
                Duration since = Duration.between(thing.since(), now);
                if (since.compareTo(PATIENCE) > 0) {
                    String text = "{} has been {} for {} s: {}";
                    log.warn(text, thing.name(), state, since.toSeconds(), thing.reason());
                } else {
                    log.info("{} is {}", thing.name(), state);
                }
            }
            default -> {
                // RUNNING: counted
            }
        }
    }
}
