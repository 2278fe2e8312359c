package org.labthings.http.internal.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.labthings.core.ServedEndpoint;
import org.labthings.http.internal.reply.FiniteJson;
import org.labthings.schema.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The custom endpoints of one Thing. */
final class EndpointOperations {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointOperations.class);
    private static final int NO_CONTENT = 204;
    private static final int RESET_CONTENT = 205;

    private final Draft draft;
    private final String thing;
    private final String path;

    EndpointOperations(Draft draft, String thing, String path) {
        this.draft = draft;
        this.thing = thing;
        this.path = path;
    }

    void describe(ServedEndpoint endpoint) {
        String verb = endpoint.method().toLowerCase(Locale.ROOT);
        Operation operation =
                draft.operation(
                        verb, thing, endpoint.name(), endpoint.title(), endpoint.description());
        Set<String> placeholders = new LinkedHashSet<>(PathTable.names(endpoint.path()));
        boolean body = false;
        for (ServedEndpoint.Parameter p : endpoint.parameters()) {
            JsonNode schema = schema(endpoint, p);
            if (p.in().equals("body")) {
                operation.body(schema, p.required() && !p.type().nullable());
                body = true;
            } else if (p.in().equals("query")) {
                operation.parameter(p.name(), "query", p.required(), schema);
            } else if (placeholders.remove(p.name())) {
                operation.parameter(p.name(), "path", true, schema);
            }
        }
        for (String name : placeholders) { // the method looks at the path itself
            ObjectNode text = Json.MAPPER.createObjectNode().put("type", "string");
            operation.parameter(name, "path", true, text);
        }
        answer(operation, endpoint);
        operation.failures().refer(500, "EndpointFailed").otherwise("EndpointFailed");
        if (!endpoint.parameters().isEmpty()) {
            operation.refer(422, "Invalid");
        }
        if (body) {
            operation.refer(413, "TooLarge");
        }
        if (draft.globalLock()) {
            operation.refer(409, "LockBusy");
        }
        draft.paths().template(verb, path + "/", endpoint.path(), operation.build());
    }

    private void answer(Operation operation, ServedEndpoint endpoint) {
        int status = endpoint.status();
        if (status == NO_CONTENT || status == RESET_CONTENT) {
            operation.empty(status, "Done.");
        } else if (endpoint.result() == null) {
            operation.answer(status, "Whatever the endpoint sends.", "*/*", null);
        } else {
            ObjectNode schema = draft.schema(thing, endpoint.name(), endpoint.result());
            operation.answer(status, "The result.", Operation.JSON, schema);
            if (schema.path("type").asText().equals("string")) {
                // An endpoint may declare another type for its text; which one is not known here.
                operation.answer(status, "The result.", "text/*", Operation.text());
            }
        }
    }

    private ObjectNode schema(ServedEndpoint endpoint, ServedEndpoint.Parameter parameter) {
        ObjectNode schema = draft.schema(thing, endpoint.name(), parameter.type());
        if (parameter.defaultValue() != null) {
            try {
                JsonNode value = Json.MAPPER.readTree(parameter.defaultValue());
                schema.set("default", FiniteJson.finite(value));
            } catch (JsonProcessingException e) {
                LOG.warn(
                        "{}/{}: the default of '{}' is not JSON: {}",
                        thing,
                        endpoint.path(),
                        parameter.name(),
                        e.getOriginalMessage());
            }
        }
        return schema;
    }
}
