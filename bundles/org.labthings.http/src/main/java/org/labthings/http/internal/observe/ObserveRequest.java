package org.labthings.http.internal.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labthings.schema.Json;

/**
 * A WebSocket client's message: what it wants to be told.
 *
 * @param operation what kind of affordance
 * @param names of the affordances, in the message's order
 */
record ObserveRequest(Operation operation, List<String> names) {
    /** The message makes no sense; carries the answer. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reply;

        private Malformed(Operation operation, String detail) {
            super(detail, null, false, false);
            this.reply = SocketFormat.badRequest(operation, detail);
        }

        /** The answer. */
        String reply() {
            return reply;
        }
    }

    /**
     * Reads a message.
     *
     * @return empty for a message of a type that is none of ours, which is ignored
     * @throws Malformed when it is no request at all
     */
    static Optional<ObserveRequest> parse(String text) throws Malformed {
        JsonNode message = tree(text);
        JsonNode type = message.get("messageType");
        if (type == null || !type.isTextual()) {
            throw new Malformed(
                    null,
                    "The message has no member 'messageType' that is a string, such as '"
                            + Operation.OBSERVE_PROPERTY.message()
                            + "'.");
        }
        Operation operation = Operation.ofMessage(type.textValue());
        if (operation == null) {
            return Optional.empty();
        }
        JsonNode data = message.get("data");
        if (data == null || !data.isObject()) {
            throw new Malformed(
                    operation,
                    "The message has no member 'data' that is an object, whose keys are the names"
                            + " to observe.");
        }
        List<String> names = new ArrayList<>(data.size());
        data.fieldNames().forEachRemaining(names::add);
        return Optional.of(new ObserveRequest(operation, names));
    }

    private static JsonNode tree(String text) throws Malformed {
        JsonNode tree;
        try {
            tree = Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Malformed(null, "The message is not JSON: " + e.getOriginalMessage());
        }
        if (tree == null || !tree.isObject()) {
            throw new Malformed(null, "The message is not a JSON object.");
        }
        return tree;
    }

    /** The answer to a binary message. */
    static String binaryReply() {
        return SocketFormat.badRequest(
                null, "Binary messages are not understood; send the JSON as text.");
    }
}
