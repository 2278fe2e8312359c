package org.labthings.http.internal.observe;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import org.labthings.schema.Json;

/** The messages that WebSockets carry (LabThings specification 1.17.3). */
final class SocketFormat {
    private static final String TYPES = "https://w3c.github.io/web-thing-protocol/errors#";

    private SocketFormat() {}

    /** A notification. */
    static String message(Update update) {
        return switch (update.kind()) {
            case PROPERTY ->
                    "{\"messageType\":\"propertyStatus\",\"data\":{"
                            + quoted(update.name())
                            + ":"
                            + text(update.socketJson())
                            + "}}";
            case ACTION, PROGRESS ->
                    "{\"messageType\":\"actionStatus\",\"data\":{\"action name\":"
                            + quoted(update.name())
                            + ",\"status\":"
                            + quoted(update.status().wireName())
                            + "}}";
            case EVENT ->
                    "{\"messageType\":\"event\",\"data\":{"
                            + quoted(update.name())
                            + ":{\"timestamp\":\""
                            + update.at().truncatedTo(ChronoUnit.MICROS)
                            + "\",\"data\":"
                            + text(update.socketJson())
                            + "}}}";
        };
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** No such affordance. */
    static String notFound(Operation operation, String name) {
        return error(
                operation,
                name,
                "404",
                "not-found",
                "Not Found",
                "No " + operation.noun() + " found with the name '" + name + "'.");
    }

    /** A property that publishes nothing. */
    static String notObservable(String name) {
        return error(
                Operation.OBSERVE_PROPERTY,
                name,
                "403",
                "not-observable",
                "Not Observable",
                "Property '" + name + "' is not observable.");
    }

    /** The Thing is away, so its names cannot be checked. */
    static String unavailable(Operation operation, String name, String detail) {
        return error(operation, name, "503", "unavailable", "Service Unavailable", detail);
    }

    /** A message that makes no sense; {@code operation} is null when it is unknown. */
    static String badRequest(Operation operation, String detail) {
        return error(operation, null, "400", "bad-request", "Bad Request", detail);
    }

    private static String error(
            Operation operation,
            String name,
            String status,
            String type,
            String title,
            String detail) {
        ObjectNode message = Json.MAPPER.createObjectNode();
        message.put("messageType", "response");
        if (operation != null) {
            message.put("operation", operation.wireName());
        }
        if (name != null) {
            message.put("name", name);
        }
        message.putObject("error")
                .put("status", status)
                .put("type", TYPES + type)
                .put("title", title)
                .put("detail", detail);
        return text(Json.bytes(message));
    }
}
