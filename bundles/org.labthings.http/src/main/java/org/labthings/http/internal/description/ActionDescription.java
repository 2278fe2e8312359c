package org.labthings.http.internal.description;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.labthings.core.ServedAction;
import org.labthings.http.internal.reply.FiniteJson;
import org.labthings.schema.Json;

/** An action as a Thing Description has it (LabThings specification 2.4). */
final class ActionDescription {
    private ActionDescription() {}

    static ObjectNode of(ServedAction action, String href) {
        ObjectNode out = Json.MAPPER.createObjectNode();
        if (action.description() != null) {
            out.put("description", action.description());
        }
        out.put("title", action.title());
        out.putArray("forms").addObject().put("href", href).putArray("op").add("invokeaction");
        out.set("input", FiniteJson.finite(action.input().schema(action.name())));
        out.set("output", output(action));
        return out;
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
