package org.labthings.http.internal.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.labthings.core.ServedAction;
import org.labthings.http.internal.openapi.schema.JsonSchema;
import org.labthings.http.internal.openapi.schema.SharedSchemas;
import org.labthings.schema.Json;

/** Starting the actions of one Thing, and listing their invocations. */
final class ActionOperations {
    private final Draft draft;
    private final String thing;
    private final String path;

    ActionOperations(Draft draft, String thing, String path) {
        this.draft = draft;
        this.thing = thing;
        this.path = path;
    }

    void describe(ServedAction action) {
        String at = path + "/" + action.name();
        draft.paths().exact("POST", at, invoke(action));
        draft.paths().exact("GET", at, list(action));
    }

    private ObjectNode invoke(ServedAction action) {
        String name = thing + "." + action.name();
        ObjectNode input =
                draft.arguments(thing, action.name(), () -> action.input().schema(action.name()));
        boolean required = input.has("required");
        ObjectNode arguments = draft.shared().put(name + ".input", input);
        ObjectNode invocation = draft.shared().put(name, invocation(action, arguments));
        return draft.operation("invoke", thing, action.name(), action.title(), about(action))
                .body(arguments.deepCopy(), required)
                .answer(201, "The invocation, which runs now.", Operation.JSON, invocation)
                .link(201, "poll", "Invocation")
                .link(201, "watch", "InvocationEvents")
                .link(201, "cancel", "CancelInvocation")
                .link(201, "output", "InvocationOutput")
                .empty(200, "Never sent: documents of LabThings have it, its servers send 201.")
                .refer(413, "TooLarge")
                .refer(422, "Invalid")
                .refer(429, "TooMany")
                .failures()
                .build();
    }

    private ObjectNode invocation(ServedAction action, ObjectNode arguments) {
        ObjectNode out = Json.MAPPER.createObjectNode();
        out.put("title", "Invocation of " + thing + "." + action.name());
        ArrayNode parts = out.putArray("allOf");
        parts.add(SharedSchemas.reference("Invocation"));
        ObjectNode own = parts.addObject().put("type", "object").putObject("properties");
        own.set("input", arguments);
        if (action.output() == null) {
            own.putObject("output").put("type", "null");
        } else {
            ObjectNode result = draft.schema(thing, action.name(), action.output());
            own.set("output", JsonSchema.orNull(result));
        }
        return out;
    }

    private static String about(ServedAction action) {
        String own = action.description();
        String first = "Runs at once, whatever else does.";
        if (!action.emergency()) {
            return own;
        }
        return own == null ? first : own + "\n\n" + first;
    }

    private ObjectNode list(ServedAction action) {
        ObjectNode summaries = Json.MAPPER.createObjectNode().put("type", "array");
        summaries.set("items", SharedSchemas.reference("InvocationSummary"));
        String title = "Invocations of: " + action.title();
        return draft.operation("list_invocations_of", thing, action.name(), title, null)
                .answer(200, "Its invocations, oldest first.", Operation.JSON, summaries)
                .answer(200, "", Operation.EVENTS, Operation.text())
                .refer(404, "NotFound")
                .refer(503, "NotNow")
                .build();
    }
}
