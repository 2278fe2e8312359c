package org.labthings.http.internal.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import org.labthings.http.internal.openapi.schema.JsonSchema;
import org.labthings.http.internal.openapi.schema.SharedSchemas;
import org.labthings.schema.DataType;
import org.labthings.schema.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A document while it is written. Used by one thread. */
final class Draft {
    private static final Logger LOG = LoggerFactory.getLogger(Draft.class);

    private final OperationIds ids = new OperationIds();
    private final PathTable paths = new PathTable();
    private final SharedSchemas shared;
    private final JsonSchema schemas;
    private final boolean globalLock;

    /**
     * A document without a path yet.
     *
     * @param components its schemas so far
     * @param globalLock whether writing can fail because of the global lock
     */
    Draft(ObjectNode components, boolean globalLock) {
        this.shared = new SharedSchemas(components);
        this.schemas = new JsonSchema(shared);
        this.globalLock = globalLock;
    }

    OperationIds ids() {
        return ids;
    }

    PathTable paths() {
        return paths;
    }

    SharedSchemas shared() {
        return shared;
    }

    boolean globalLock() {
        return globalLock;
    }

    /**
     * An operation of a member of a Thing.
     *
     * @param verb with which its identity begins
     * @param description or null
     */
    Operation operation(
            String verb, String thing, String member, String summary, String description) {
        return new Operation(ids.next(verb, thing, member), thing, summary, description);
    }

    /** The schema of a member's type; {@code {}}, which is any value, when it has none. */
    ObjectNode schema(String thing, String member, DataType type) {
        return schema(thing, member, () -> schemas.of(type.schema(), thing));
    }

    /** The schema of an action's arguments. */
    ObjectNode arguments(String thing, String action, Supplier<ObjectNode> dataSchema) {
        return schema(thing, action, () -> schemas.inFull(dataSchema.get(), thing));
    }

    private static ObjectNode schema(String thing, String member, Supplier<ObjectNode> schema) {
        try {
            return schema.get();
        } catch (RuntimeException e) {
            LOG.error("{}.{} has no type in the OpenAPI document: {}", thing, member, e.toString());
            return Json.MAPPER.createObjectNode();
        }
    }
}
