package org.labthings.testing.replay.internal.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.labthings.testing.replay.internal.json.JsonText;
import org.labthings.testing.replay.internal.match.Excerpt;
import org.labthings.testing.replay.internal.match.Findings;
import org.labthings.testing.replay.wire.Deadline;
import org.labthings.testing.replay.wire.HttpConnection;
import org.labthings.testing.replay.wire.RawAnswer;
import org.labthings.testing.replay.wire.RawRequest;

/**
 * A request with exactly its recorded headers, on a connection of its own; perhaps again and again
 * until a status is reached.
 */
final class HttpStep implements Step {
    private static final List<String> WITH_LENGTH = List.of("POST", "PUT", "PATCH");
    private static final double TIMEOUT_SECONDS = 30;
    private static final long POLL_PAUSE_MILLIS = 20;
    private static final Duration GRACE = Duration.ofSeconds(1);

    @Override
    public Findings run(JsonNode step, Session session) throws IOException, InterruptedException {
        JsonNode poll = step.path("poll_until");
        if (poll.isMissingNode()) {
            return AnswerCheck.check(
                    step.get("response"), send(step.get("request"), session), session);
        }
        Deadline deadline = Deadline.seconds(poll.path("timeout").asDouble(20));
        // Once the status is there, the rest of the answer may follow a moment later.
        Deadline grace = null;
        while (true) {
            RawAnswer answer = send(step.get("request"), session);
            JsonNode body = JsonText.parse(answer.body());
            if (contains(poll.path("status"), body.path("status"))) {
                grace = grace == null ? Deadline.after(GRACE) : grace;
                Findings findings = AnswerCheck.check(step.get("response"), answer, session);
                if (findings.matched() || grace.passed()) {
                    return findings;
                }
            }
            if (deadline.passed()) {
                Findings findings = new Findings();
                findings.problem(
                        "status never became "
                                + poll.path("status")
                                + "; last: "
                                + Excerpt.of(body));
                return findings;
            }
            Thread.sleep(POLL_PAUSE_MILLIS);
        }
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode element : list) {
            if (element.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static RawAnswer send(JsonNode request, Session session) throws IOException {
        session.lastAnswer = null;
        RawRequest raw = raw(request, session);
        session.variables.requestedFrom(
                raw.headers().getOrDefault("Host", session.address.toString()));
        Duration timeout =
                Duration.ofMillis(
                        (long) (1000 * request.path("timeout").asDouble(TIMEOUT_SECONDS)));
        session.lastAnswer = HttpConnection.exchange(session.address, raw, timeout);
        return session.lastAnswer;
    }

    private static RawRequest raw(JsonNode request, Session session) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Host", session.address.toString());
        String method = request.path("method").asText();
        byte[] body = new byte[0];
        boolean hasBody = true;
        if (request.has("json")) {
            body = bytes(JsonText.write(session.variables.fill(request.get("json"))));
            headers.put("Content-Type", "application/json");
        } else if (request.has("body")) {
            body = bytes(session.variables.fill(request.get("body").asText()));
        } else if (request.has("body_base64")) {
            body = Base64.getDecoder().decode(request.get("body_base64").asText());
        } else {
            hasBody = false;
        }
        if (hasBody || WITH_LENGTH.contains(method)) {
            headers.put("Content-Length", String.valueOf(body.length));
        }
        request.path("headers")
                .properties()
                .forEach(
                        e -> {
                            if (e.getValue().isNull()) {
                                headers.remove(e.getKey());
                            } else {
                                headers.put(
                                        e.getKey(), session.variables.fill(e.getValue().asText()));
                            }
                        });
        String path = session.variables.fill(request.path("path").asText());
        return new RawRequest(method, path, headers, body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
