package org.labthings.webconsole.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.labthings.config.ConfigurationRefusedException;
import org.labthings.config.Requester;
import org.labthings.config.SavedSet;
import org.labthings.config.ThingConfigurations;
import org.labthings.config.ThingDefinition;
import org.labthings.core.InvocationRecord;
import org.labthings.core.ThingServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the page can ask for about Things: each command is a name and a JSON object. */
final class ThingCommands {
    private static final Logger AUDIT = LoggerFactory.getLogger("labthings.audit");

    private final ThingServer server;
    private final ThingConfigurations configurations;

    ThingCommands(ThingServer server, ThingConfigurations configurations) {
        this.server = server;
        this.configurations = configurations;
    }

    /**
     * Carries out a command; blocks.
     *
     * @return what the page may want to know
     * @throws RefusedCommandException when it is none, or cannot be carried out
     */
    ObjectNode run(String command, JsonNode input, Requester by) throws RefusedCommandException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        try {
            switch (command) {
                case "create" -> configurations.create(definition(input), by);
                case "change" -> configurations.change(definition(input), by);
                case "connect" ->
                        configurations.connect(
                                ConsolePage.text(input, "thing"),
                                ConsolePage.text(input, "slot"),
                                input.get("to"),
                                by);
                case "remove" -> configurations.remove(ConsolePage.text(input, "thing"), by);
                case "save" -> {
                    SavedSet saved = configurations.save(by);
                    answer.put("file", saved.file().toString());
                    saved.things().forEach(answer.putArray("things")::add);
                    saved.superseded().forEach(answer.putArray("superseded")::add);
                }
                case "discard" -> configurations.discard(by);
                case "cancel" -> answer.put("cancelled", cancel(ConsolePage.text(input, "id"), by));
                default -> throw new RefusedCommandException(404, "No such command: " + command);
            }
        } catch (ConfigurationRefusedException e) {
            throw new RefusedCommandException(422, e.errors());
        } catch (IllegalStateException e) { // busy, or about to stop
            throw new RefusedCommandException(503, String.valueOf(e.getMessage()));
        }
        return answer;
    }

    private boolean cancel(String id, Requester by) throws RefusedCommandException {
        InvocationRecord invocation;
        try {
            invocation = server.invocations().find(UUID.fromString(id)).orElse(null);
        } catch (IllegalArgumentException e) {
            invocation = null;
        }
        if (invocation == null) {
            throw new RefusedCommandException(404, "There is no invocation " + id);
        }
        AUDIT.atInfo()
                .addKeyValue("event", "invocation.cancel")
                .addKeyValue("who", by.who())
                .addKeyValue("from", by.from())
                .addKeyValue("thing", invocation.thing())
                .addKeyValue("action", invocation.action())
                .log("invocation.cancel {}", id);
        return invocation.cancel();
    }

    private static ThingDefinition definition(JsonNode input) throws RefusedCommandException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return new ThingDefinition(
                ConsolePage.text(input, "name"),
                ConsolePage.text(input, "class"),
                input.get("args") instanceof ArrayNode args ? args : nodes.arrayNode(),
                object(input, "kwargs"),
                object(input, "slots"));
    }

    private static ObjectNode object(JsonNode input, String member) throws RefusedCommandException {
        JsonNode value = input.get(member);
        if (value == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw new RefusedCommandException(422, member + ": should be an object");
    }
}
