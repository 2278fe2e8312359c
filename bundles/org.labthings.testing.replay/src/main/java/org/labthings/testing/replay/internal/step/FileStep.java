package org.labthings.testing.replay.internal.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.labthings.testing.replay.internal.json.JsonText;
import org.labthings.testing.replay.internal.match.Findings;
import org.labthings.testing.replay.wire.Deadline;

/**
 * A settings file whose content must be as recorded, a moment after the server answered at the
 * latest; or which must be absent.
 */
final class FileStep implements Step {
    private static final double MOMENT_SECONDS = 2;
    private static final long PAUSE_MILLIS = 50;

    @Override
    public Findings run(JsonNode step, Session session)
            throws SkippedException, InterruptedException {
        String name = step.get("file").asText();
        Path file = session.file(name);
        if (step.path("absent").asBoolean()) {
            Findings findings = new Findings();
            if (Files.exists(file)) {
                findings.problem(name + " exists");
            }
            return findings;
        }
        Deadline deadline = Deadline.seconds(MOMENT_SECONDS);
        while (true) {
            Findings findings = new Findings();
            try {
                session.comparison.compare(
                        step.get("content"), JsonText.read(file), name, findings);
            } catch (IOException e) {
                findings.problem(name + ": " + e);
            }
            if (findings.matched() || deadline.passed()) {
                return findings;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
