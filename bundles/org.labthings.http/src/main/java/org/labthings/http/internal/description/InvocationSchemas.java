package org.labthings.http.internal.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.labthings.schema.Json;

/**
 * The {@code schemaDefinitions} that the forms of actions refer to: what queries and cancelling
 * answer. An affordance's own schemas say nothing about that.
 */
final class InvocationSchemas {
    /** What every event about an invocation has. */
    static final String EVENT = "invocation_event";

    /** What the WebSocket says about an action. */
    static final String MESSAGE = "action_message";

    /** What a successful cancellation answers. */
    static final String NOTHING = "nothing";

    /** What a refusal answers. */
    static final String REFUSAL = "refusal";

    private static final String OF_ACTION = "invocation_of_";
    private static final ObjectNode TEMPLATES = templates();

    private InvocationSchemas() {}

    private static ObjectNode templates() {
        try (InputStream in = InvocationSchemas.class.getResourceAsStream("invocation.json")) {
            return (ObjectNode) Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("A resource of this bundle cannot be read", e);
        }
    }

    /** Name of the definition of an action's invocations. */
    static String name(String action) {
        return OF_ACTION + action;
    }

    /**
     * Defines the invocations of an action.
     *
     * @param input as the affordance has it
     * @param output as the affordance has it
     */
    static void define(ObjectNode definitions, String action, JsonNode input, JsonNode output) {
        for (String shared : new String[] {EVENT, MESSAGE, NOTHING, REFUSAL}) {
            if (!definitions.has(shared)) {
                definitions.set(shared, TEMPLATES.get(shared).deepCopy());
            }
        }
        ObjectNode invocation = TEMPLATES.get("invocation").deepCopy();
        ObjectNode members = (ObjectNode) invocation.get("properties");
        members.set("input", corrected(input.deepCopy()));
        members.set("output", orNull(corrected(output.deepCopy())));
        definitions.set(name(action), invocation);
    }

    /** There is no output before the end. */
    private static JsonNode orNull(JsonNode schema) {
        if (schema.path("type").asText().equals("null") || isAnything(schema)) {
            return schema;
        }
        for (JsonNode alternative : schema.path("oneOf")) {
            if (alternative.path("type").asText().equals("null") || isAnything(alternative)) {
                return schema;
            }
        }
        ObjectNode out = Json.MAPPER.createObjectNode();
        out.putArray("oneOf").add(schema).addObject().put("type", "null");
        return out;
    }

    private static boolean isAnything(JsonNode schema) {
        for (String limit : new String[] {"type", "oneOf", "enum", "const"}) {
            if (schema.has(limit)) {
                return false;
            }
        }
        return true;
    }

    /**
     * LabThings describes a fixed text as the array of it, which no value could equal, and a number
     * as exactly one of integer and number, which no integer is.
     */
    private static JsonNode corrected(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            if (object.get("oneOf") instanceof ArrayNode choices && contains(choices, "number")) {
                choices.removeIf(choice -> isPlain(choice, "integer"));
            }
            JsonNode fixed = object.path("const");
            if (object.path("type").asText().equals("string") && fixed.isArray()) {
                object.set("const", fixed.get(0));
            }
            object.properties().forEach(member -> corrected(member.getValue()));
        } else if (schema instanceof ArrayNode array) {
            array.forEach(InvocationSchemas::corrected);
        }
        return schema;
    }

    private static boolean contains(ArrayNode choices, String type) {
        for (JsonNode choice : choices) {
            if (isPlain(choice, type)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPlain(JsonNode schema, String type) {
        return schema.size() == 1 && schema.path("type").asText().equals(type);
    }
}
