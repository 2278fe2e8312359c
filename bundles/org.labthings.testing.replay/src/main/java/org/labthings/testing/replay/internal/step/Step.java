package org.labthings.testing.replay.internal.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.labthings.testing.replay.internal.match.Findings;

/** One kind of step. Stateless: what steps leave behind is in the session. */
@FunctionalInterface
interface Step {
    /**
     * Does what was recorded, and compares.
     *
     * @throws IOException when the server cannot be talked to: a problem as well
     * @throws SkippedException when it needs more than this server offers
     */
    Findings run(JsonNode step, Session session)
            throws IOException, SkippedException, InterruptedException;
}
