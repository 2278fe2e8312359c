package org.labthings.http.internal.openapi.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** JSON Schema 2020-12 as somebody else understands it. */
public final class Schemas {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema META =
            REGISTRY.getSchema(
                    SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

    private Schemas() {}

    /** What is wrong with a schema itself. */
    public static List<String> faults(JsonNode schema) {
        return META.validate(schema.toString(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    /** What is wrong with a value, by a schema that refers to a document's components. */
    public static List<String> faults(JsonNode document, JsonNode schema, String value) {
        ObjectNode whole = ((ObjectNode) schema).deepCopy();
        whole.set("components", document.get("components"));
        return REGISTRY.getSchema(whole.toString()).validate(value, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
