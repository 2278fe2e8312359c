package org.labthings.http.internal.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.labthings.core.ServedAction;
import org.labthings.http.internal.reply.FiniteJson;
import org.labthings.schema.Json;

/** An action as a Thing Description has it (LabThings specification 2.4). */
final class ActionDescription {
    private ActionDescription() {}

    /**
     * Describes an action.
     *
     * @param prefix of the server's paths
     * @param definitions to which those are added that its forms refer to
     */
    static ObjectNode of(
            ServedAction action, String prefix, String thingPath, ObjectNode definitions) {
        ObjectNode out = Json.MAPPER.createObjectNode();
        if (action.description() != null) {
            out.put("description", action.description());
        }
        out.put("title", action.title());
        out.set("forms", forms(action.name(), prefix, thingPath));
        JsonNode input = FiniteJson.finite(action.input().schema(action.name()));
        ObjectNode output = output(action);
        out.set("input", input);
        out.set("output", output);
        out.put("synchronous", false);
        out.putObject("uriVariables")
                .putObject("id")
                .put("description", "Identity of the invocation, as invoking the action tells it.")
                .put("type", "string")
                .put("format", "uuid");
        InvocationSchemas.define(definitions, action.name(), input, output);
        return out;
    }

    /** The output says what the method returns; what the requests answer is defined apart. */
    private static ArrayNode forms(String name, String prefix, String thingPath) {
        String action = thingPath + "/" + name;
        String one = prefix + "/action_invocations/{id}";
        String invocation = InvocationSchemas.name(name);
        return new Forms()
                .http(action, "invokeaction")
                .answers(true, Forms.JSON, invocation)
                .answers(false, Forms.JSON, InvocationSchemas.REFUSAL)
                .request("GET", one, "queryaction")
                .answers(true, Forms.JSON, invocation)
                .answers(false, Forms.JSON, InvocationSchemas.REFUSAL)
                .request("DELETE", one, "cancelaction")
                .answers(true, Forms.JSON, InvocationSchemas.NOTHING)
                .answers(false, Forms.JSON, InvocationSchemas.REFUSAL)
                .events(one + "/sse", "queryaction")
                .type(Forms.EVENTS)
                .answers(true, Forms.EVENTS, InvocationSchemas.EVENT)
                .events(action + "/sse", "queryaction")
                .type(Forms.EVENTS)
                .answers(true, Forms.EVENTS, InvocationSchemas.EVENT)
                .socket(thingPath, "queryaction")
                .answers(true, Forms.JSON, InvocationSchemas.MESSAGE)
                .all();
    }

    private static ObjectNode output(ServedAction action) {
        String title = action.name() + "_output";
        ObjectNode out = Json.MAPPER.createObjectNode();
        if (action.output() == null) {
            return out.put("title", title).put("type", "null");
        }
        ObjectNode schema = action.output().schema();
        if (schema.has("description")) {
            out.set("description", schema.remove("description"));
        }
        out.put("title", title);
        schema.remove("title");
        out.setAll(schema);
        FiniteJson.finite(out);
        return out;
    }
}
