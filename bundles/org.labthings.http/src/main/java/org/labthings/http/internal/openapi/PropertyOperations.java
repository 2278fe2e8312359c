package org.labthings.http.internal.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.labthings.core.ServedProperty;
import org.labthings.http.internal.reply.FiniteJson;
import org.labthings.schema.Json;

/** Reading, writing and resetting the properties of one Thing. */
final class PropertyOperations {
    private final Draft draft;
    private final String thing;
    private final String path;

    PropertyOperations(Draft draft, String thing, String path) {
        this.draft = draft;
        this.thing = thing;
        this.path = path;
    }

    void describe(ServedProperty property) {
        String at = path + "/" + property.name();
        ObjectNode schema = schema(property);
        draft.paths().exact("GET", at, read(property, schema));
        if (!property.readOnly()) {
            draft.paths().exact("PUT", at, write(property, schema.deepCopy()));
        }
        if (property.resettable()) {
            draft.paths().exact("POST", at + "/reset", reset(property));
        }
    }

    private ObjectNode schema(ServedProperty property) {
        ObjectNode schema = draft.schema(thing, property.name(), property.type());
        JsonNode value = property.defaultValue();
        if (value != null && !value.isNull() && !FiniteJson.isNotFinite(value)) {
            schema.set("default", FiniteJson.finite(value.deepCopy()));
        } else {
            schema.remove("default");
        }
        return schema;
    }

    private ObjectNode read(ServedProperty property, ObjectNode schema) {
        Operation read =
                operation("read", "", property)
                        .answer(200, "The value.", Operation.JSON, schema)
                        .failures()
                        .otherwise("Failed");
        if (property.observable()) {
            read.answer(200, "The value.", Operation.EVENTS, Operation.text());
        }
        return read.build();
    }

    private ObjectNode write(ServedProperty property, ObjectNode schema) {
        boolean required = !property.type().nullable();
        Operation write = operation("write", "Write: ", property).body(schema, required);
        return locked(write)
                .answer(201, "Written.", Operation.JSON, nothing())
                .refer(413, "TooLarge")
                .refer(422, "Invalid")
                .failures()
                .otherwise("Failed")
                .build();
    }

    private ObjectNode reset(ServedProperty property) {
        return locked(operation("reset", "Reset: ", property))
                .refer(200, "Done")
                .refer(413, "TooLarge")
                .failures()
                .otherwise("Failed")
                .build();
    }

    private Operation operation(String verb, String start, ServedProperty property) {
        String summary = start + property.title();
        return draft.operation(verb, thing, property.name(), summary, about(property));
    }

    private static String about(ServedProperty property) {
        String own = property.description();
        String kept = property.setting() ? "A setting: its value is kept in a file." : null;
        return own == null || kept == null ? (own == null ? kept : own) : own + "\n\n" + kept;
    }

    private Operation locked(Operation operation) {
        return draft.globalLock() ? operation.refer(409, "LockBusy") : operation;
    }

    private static ObjectNode nothing() {
        return Json.MAPPER.createObjectNode().put("type", "null");
    }
}
