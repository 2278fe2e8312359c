package org.labthings.http.internal.openapi.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.labthings.schema.Json;

/**
 * The schemas that a document describes once and refers to. Two types of one name that differ, of
 * two bundles for instance, get two names. Used by one thread.
 */
public final class SharedSchemas {
    private static final String START = "#/components/schemas/";
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9._-]");

    private final ObjectNode schemas;
    private final Map<ObjectNode, String> names = new HashMap<>();

    /**
     * Adds to the schemas of a document.
     *
     * @param schemas those that it has already; their names stay theirs
     */
    public SharedSchemas(ObjectNode schemas) {
        this.schemas = schemas;
    }

    /** A reference to a schema that is there under a name. */
    public static ObjectNode reference(String name) {
        return Json.MAPPER.createObjectNode().put("$ref", START + name);
    }

    /**
     * Describes a schema under a name of its own.
     *
     * @param name that nothing else can have
     * @return a reference to it
     */
    public ObjectNode put(String name, ObjectNode schema) {
        String clean = NOT_IN_NAMES.matcher(name).replaceAll("_");
        schemas.set(clean, schema);
        return reference(clean);
    }

    /**
     * Describes a class, unless that was done, under its title.
     *
     * @param schema with a title; description and default may be those of one use
     * @param owner the Thing that uses it, which names it when the title is taken
     * @param member whether it is the type of a member, whose description it then has
     * @return a reference to it, with what is special about this use
     */
    ObjectNode share(ObjectNode schema, String owner, boolean member) {
        ObjectNode shape = schema.deepCopy();
        JsonNode byDefault = shape.remove("default");
        JsonNode description = shape.remove("description");
        String name = names.computeIfAbsent(shape, s -> add(s, owner));
        ObjectNode shared = (ObjectNode) schemas.get(name);
        ObjectNode use = reference(name);
        if (description != null && member) {
            use.set("description", description);
        } else if (description != null && !shared.has("description")) {
            shared.set("description", description);
        }
        if (byDefault != null) {
            use.set("default", byDefault);
        }
        return use;
    }

    private String add(ObjectNode shape, String owner) {
        String title = NOT_IN_NAMES.matcher(shape.get("title").asText()).replaceAll("_");
        String name = title;
        if (schemas.has(name)) {
            name = title + "_" + owner;
        }
        for (int i = 2; schemas.has(name); i++) {
            name = title + "_" + owner + "_" + i;
        }
        schemas.set(name, shape.deepCopy());
        return name;
    }
}
