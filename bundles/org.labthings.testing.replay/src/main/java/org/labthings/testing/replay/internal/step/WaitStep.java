package org.labthings.testing.replay.internal.step;

import com.fasterxml.jackson.databind.JsonNode;
import org.labthings.testing.replay.internal.match.Findings;

/** Time that must pass: what was recorded depends on it. */
final class WaitStep implements Step {
    @Override
    public Findings run(JsonNode step, Session session) throws InterruptedException {
        Thread.sleep((long) (1000 * step.get("wait").asDouble()));
        return new Findings();
    }
}
