package org.labthings.testing.replay.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * One step of a sequence: a request with its answer, or something done to a WebSocket, a stream, a
 * settings file or the server.
 *
 * @param id stable, unique in its area
 * @param json all that was recorded
 */
public record Exchange(String id, JsonNode json) {
    /** Whether it checks anything. */
    public boolean counted() {
        return !json.has("wait");
    }

    /** Why a server may differ here; empty when it may not. */
    public Optional<String> deviationAllowed() {
        return Optional.ofNullable(json.get("deviation_allowed")).map(JsonNode::asText);
    }

    /** The answers that count where a server may differ; none: any answer counts. */
    public List<JsonNode> alternatives() {
        return StreamSupport.stream(json.path("alternatives").spliterator(), false).toList();
    }

    /** What it does, for a person. */
    public String summary() {
        JsonNode request = json.path("request");
        String what =
                request.isMissingNode()
                        ? json.path("ws")
                                        .asText(
                                                json.path("stream")
                                                        .asText(json.path("server").asText()))
                                + " "
                                + json.path("path").asText(json.path("file").asText())
                        : request.path("method").asText() + " " + request.path("path").asText();
        return (what + " " + json.path("note").asText()).strip();
    }
}
