package org.labthings.http.internal.openapi.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.labthings.http.internal.reply.FiniteJson;
import org.labthings.schema.Json;

/**
 * Turns WoT Data Schemas as Thing Descriptions have them into JSON Schema 2020-12, which OpenAPI
 * 3.1 wants:
 *
 * <ul>
 *   <li>{@code oneOf} becomes {@code anyOf}: a 5 is an integer and a number; any value, or null, is
 *       any value
 *   <li>an array of {@code items}, a tuple, becomes {@code prefixItems}
 *   <li>a {@code const} that is the array of the one value (a blob's media type) becomes the value
 *   <li>text that is no Base64 is not {@code binary}
 *   <li>a keyword that JSON Schema has not, a unit for instance, becomes an extension
 *   <li>classes are described once and referred to
 * </ul>
 */
public final class JsonSchema {
    /** Keywords whose value is kept as it is. */
    private static final Set<String> PLAIN =
            Set.of(
                    "title",
                    "type",
                    "format",
                    "enum",
                    "const",
                    "default",
                    "examples",
                    "pattern",
                    "required",
                    "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "multipleOf",
                    "minLength",
                    "maxLength",
                    "minItems",
                    "maxItems",
                    "uniqueItems",
                    "minProperties",
                    "maxProperties",
                    "readOnly",
                    "writeOnly",
                    "deprecated",
                    "contentEncoding",
                    "contentMediaType");

    /** Keywords whose value is a schema. */
    private static final Set<String> ONE =
            Set.of("items", "additionalProperties", "propertyNames", "contains", "not");

    /** Keywords whose value is a list of schemas. */
    private static final Map<String, String> MANY =
            Map.of("oneOf", "anyOf", "anyOf", "anyOf", "allOf", "allOf", "items", "prefixItems");

    private final SharedSchemas shared;

    /**
     * A converter for one document.
     *
     * @param shared where classes are described
     */
    public JsonSchema(SharedSchemas shared) {
        this.shared = shared;
    }

    /**
     * A Data Schema as JSON Schema: a reference if it describes a class.
     *
     * @param dataSchema which is used up
     * @param owner the Thing that has it
     */
    public ObjectNode of(ObjectNode dataSchema, String owner) {
        return schema((ObjectNode) FiniteJson.finite(dataSchema), owner, false);
    }

    /** A schema that is there, or null. */
    public static ObjectNode orNull(ObjectNode schema) {
        ObjectNode out = Json.MAPPER.createObjectNode();
        if (!schema.isEmpty()) { // else it takes null already
            out.putArray("anyOf").add(schema).addObject().put("type", "null");
        }
        return out;
    }

    /** As {@link #of}, but in full even if it describes a class. */
    public ObjectNode inFull(ObjectNode dataSchema, String owner) {
        return members((ObjectNode) FiniteJson.finite(dataSchema), owner);
    }

    private JsonNode any(JsonNode node, String owner, boolean member) {
        return node instanceof ObjectNode object ? schema(object, owner, member) : node;
    }

    private ObjectNode schema(ObjectNode in, String owner, boolean member) {
        ObjectNode out = members(in, owner);
        return describesClass(out) ? shared.share(out, owner, member) : out;
    }

    private static boolean describesClass(ObjectNode schema) {
        boolean object = "object".equals(schema.path("type").asText()) && schema.has("properties");
        boolean array = "NumericArray".equals(schema.path("title").asText());
        return schema.path("title").isTextual() && (object || array);
    }

    private ObjectNode members(ObjectNode in, String owner) {
        ObjectNode out = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> member : in.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (value instanceof ArrayNode list && MANY.containsKey(name)) {
                many(MANY.get(name), list, owner, out);
            } else if (ONE.contains(name)) {
                out.set(name, any(value, owner, false));
            } else if (name.equals("properties") || name.equals("patternProperties")) {
                ObjectNode converted = out.putObject(name);
                value.properties()
                        .forEach(p -> converted.set(p.getKey(), any(p.getValue(), owner, true)));
            } else if (name.equals("description")) {
                out.put(name, Markdown.text(value.asText()));
            } else if (name.equals("const")) {
                out.set(name, constant(in, value));
            } else if (PLAIN.contains(name) && !isTextSaidToBeBinary(name, value)) {
                out.set(name, value);
            } else if (!PLAIN.contains(name)) {
                out.set(name.startsWith("x-") ? name : "x-" + name, value);
            }
        }
        if ("array".equals(out.path("type").asText()) && !out.has("items")) {
            out.putObject("items"); // no limit, but some readers insist on it
        }
        return out;
    }

    private void many(String keyword, ArrayNode schemas, String owner, ObjectNode out) {
        ArrayNode converted = Json.MAPPER.createArrayNode();
        boolean anything = false;
        for (JsonNode schema : schemas) {
            JsonNode one = any(schema, owner, false);
            converted.add(one);
            anything |= one.isEmpty();
        }
        if (!anything || !keyword.equals("anyOf")) { // else there is nothing to say
            out.set(keyword, converted);
        }
    }

    private static JsonNode constant(ObjectNode schema, JsonNode value) {
        boolean array = "array".equals(schema.path("type").asText());
        return value.isArray() && value.size() == 1 && !array ? value.get(0) : value;
    }

    private static boolean isTextSaidToBeBinary(String name, JsonNode value) {
        return name.equals("format") && value.asText().equals("binary");
    }
}
