package org.labthings.testing.replay.internal.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.labthings.testing.replay.internal.match.Findings;

/** Stops the server, perhaps writes files, and starts it again. */
final class ServerStep implements Step {
    @Override
    public Findings run(JsonNode step, Session session) throws IOException, SkippedException {
        if (!session.server.restartable()) {
            throw new SkippedException("stops and starts the server");
        }
        session.server.stop();
        for (Map.Entry<String, JsonNode> e : step.path("write_files").properties()) {
            Path file = session.file(e.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, e.getValue().asText());
        }
        boolean wanted = step.path("starts").asBoolean(true);
        Findings findings = new Findings();
        if (session.server.start() != wanted) {
            findings.problem(
                    wanted
                            ? "the server did not start"
                            : "the server started, but the original refuses");
        }
        return findings;
    }
}
