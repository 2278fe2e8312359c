package org.labthings.testing.replay.internal.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.labthings.testing.replay.internal.json.JsonText;
import org.labthings.testing.replay.internal.match.Excerpt;
import org.labthings.testing.replay.internal.match.Findings;
import org.labthings.testing.replay.wire.Deadline;
import org.labthings.testing.replay.wire.WebSocketClient;

/** Something done to a WebSocket: connect, send, receive, receive_many, expect_closed, close. */
final class WebSocketStep implements Step {
    private static final double CONNECT_SECONDS = 10;
    private static final double RECEIVE_SECONDS = 5;
    private static final double MANY_SECONDS = 10;

    @Override
    public Findings run(JsonNode step, Session session) throws IOException, InterruptedException {
        Findings findings = new Findings();
        String name = step.path("socket").asText("ws");
        String action = step.get("ws").asText();
        if (action.equals("connect")) {
            connect(step, name, session, findings);
            return findings;
        }
        WebSocketClient socket = session.sockets.get(name);
        if (socket == null) {
            throw new IOException("the socket " + name + " was never connected");
        }
        switch (action) {
            case "send" -> send(step, socket, findings);
            case "receive" -> receive(step, socket, session, findings);
            case "receive_many" -> receiveMany(step, socket, session, findings);
            case "expect_closed" -> expectClosed(step, socket, findings);
            case "close" -> socket.close();
            default -> throw new IllegalArgumentException("unknown step " + step);
        }
        return findings;
    }

    private static void connect(JsonNode step, String name, Session session, Findings findings)
            throws IOException {
        Map<String, String> headers = new HashMap<>();
        step.path("headers")
                .properties()
                .forEach(e -> headers.put(e.getKey(), e.getValue().asText()));
        String path = session.variables.fill(step.get("path").asText());
        WebSocketClient socket =
                WebSocketClient.connect(
                        session.address, path, headers, Deadline.seconds(CONNECT_SECONDS));
        session.sockets.put(name, socket);
        JsonNode wanted = step.path("response");
        if (socket.status() != wanted.path("status").asInt()) {
            findings.problem(
                    "handshake: expected " + wanted.path("status") + ", got " + socket.status());
        }
        if (socket.status() == 101 && !socket.accepted()) {
            findings.problem("handshake: Sec-WebSocket-Accept does not answer the key");
        }
        wanted.path("headers")
                .properties()
                .forEach(
                        e ->
                                session.comparison.compare(
                                        e.getValue(),
                                        AnswerCheck.header(socket.headers(), e.getKey()),
                                        "header " + e.getKey(),
                                        findings));
    }

    private static void send(JsonNode step, WebSocketClient socket, Findings findings)
            throws InterruptedException {
        try {
            if (step.has("binary_base64")) {
                socket.sendBinary(Base64.getDecoder().decode(step.get("binary_base64").asText()));
            } else {
                socket.sendText(step.get("text").asText());
            }
        } catch (IOException e) {
            findings.problem("could not send: " + e.getMessage());
        }
        // Subscriptions are not acknowledged.
        Thread.sleep((long) (1000 * step.path("settle").asDouble(0)));
    }

    private static void receive(
            JsonNode step, WebSocketClient socket, Session session, Findings findings) {
        boolean ordered = step.has("messages");
        JsonNode wanted = ordered ? step.get("messages") : step.get("messages_unordered");
        double timeout = step.path("timeout").asDouble(RECEIVE_SECONDS);
        ArrayNode got = JsonNodeFactory.instance.arrayNode();
        Optional<String> message = Optional.empty();
        do {
            message =
                    got.size() < wanted.size()
                            ? socket.receive(Deadline.seconds(timeout))
                            : Optional.empty();
            message.ifPresent(m -> got.add(json(m)));
        } while (message.isPresent());
        if (got.size() < wanted.size()) {
            String closed =
                    socket.closeCode().isPresent()
                            ? "; closed " + socket.closeCode().getAsInt()
                            : "";
            findings.problem(
                    "only " + got.size() + " of " + wanted.size() + " messages came" + closed);
        } else {
            JsonNode expected = wanted;
            if (!ordered) {
                ObjectNode matcher = JsonNodeFactory.instance.objectNode();
                expected = matcher.set("$unordered", wanted);
            }
            session.comparison.compare(expected, got, "messages", findings);
        }
        if (step.has("quiet")) {
            socket.receive(Deadline.seconds(step.get("quiet").asDouble()))
                    .ifPresent(m -> findings.problem("one more message: " + Excerpt.of(m)));
        }
    }

    /** A flood: any number of messages between two bounds, each like the pattern. */
    private static void receiveMany(
            JsonNode step, WebSocketClient socket, Session session, Findings findings) {
        Deadline deadline = Deadline.seconds(step.path("timeout").asDouble(MANY_SECONDS));
        double quiet = step.get("quiet").asDouble();
        int count = 0;
        while (!deadline.passed()) {
            Optional<String> message = socket.receive(Deadline.seconds(quiet));
            if (message.isEmpty()) {
                break;
            }
            count++;
            session.comparison.compare(step.get("each"), json(message.get()), "message", findings);
        }
        if (count < step.get("min").asInt() || count > step.get("max").asInt()) {
            findings.problem(
                    "expected "
                            + step.get("min")
                            + " to "
                            + step.get("max")
                            + " messages, got "
                            + count);
        }
    }

    private static void expectClosed(JsonNode step, WebSocketClient socket, Findings findings) {
        Deadline deadline = Deadline.seconds(step.path("timeout").asDouble(RECEIVE_SECONDS));
        while (socket.receive(deadline).isPresent()) {
            Thread.onSpinWait();
        }
        if (socket.closeCode().isEmpty()) {
            findings.problem("the socket is still open");
        }
    }

    private static JsonNode json(String text) {
        JsonNode value = JsonText.parse(text);
        return value.isMissingNode()
                ? JsonNodeFactory.instance.objectNode().put("not JSON", text)
                : value;
    }
}
