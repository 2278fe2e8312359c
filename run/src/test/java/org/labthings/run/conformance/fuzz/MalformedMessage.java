package org.labthings.run.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.labthings.testing.replay.wire.Address;
import org.labthings.testing.replay.wire.Deadline;
import org.labthings.testing.replay.wire.WebSocketClient;
import org.labthings.testing.replay.wire.WebSocketFrame;

/**
 * A text message that means nothing: an error with a 4xx status must come back, and a proper
 * message must still be understood.
 *
 * @param text of the message
 */
record MalformedMessage(byte[] text) implements Malformed {
    private static final double SECONDS = 20;
    private static final String PROPER =
            "{\"messageType\": \"addPropertyObservation\", \"data\": {\"func\": true}}";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Verdict send(Address server) throws IOException {
        String shown = new String(text, StandardCharsets.UTF_8);
        try (WebSocketClient socket =
                WebSocketClient.connect(server, "/watch/ws", Map.of(), Deadline.seconds(SECONDS))) {
            socket.send(new WebSocketFrame(true, WebSocketFrame.TEXT, text).masked());
            Optional<String> answer = socket.receive(Deadline.seconds(SECONDS));
            if (answer.isEmpty()) {
                return new Verdict(
                        false, "no error message", shown + "\n  -> " + socket.closeCode());
            }
            if (!isRefusal(answer.get())) {
                return new Verdict(false, "no typed error", shown + "\n  -> " + answer.get());
            }
            // A functional property cannot be observed, which the server says at once: so it still
            // listens.
            socket.sendText(PROPER);
            boolean open = socket.receive(Deadline.seconds(SECONDS)).isPresent();
            return new Verdict(open, open ? "error message" : "closed afterwards", shown);
        }
    }

    private static boolean isRefusal(String answer) throws IOException {
        JsonNode error = JSON.readTree(answer).path("error");
        int status = error.path("status").asInt();
        return status >= 400 && status < 500;
    }
}
