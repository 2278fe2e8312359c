package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.labthings.api.Constraints;
import org.labthings.api.UnservableThingError;
import org.labthings.schema.Json;

/**
 * Data Schemas (W3C WoT Thing Description 1.1, section 5.3.2) as types. What a schema does not
 * restrict in a way that is known here is any value: nothing is refused for a keyword that is not
 * understood.
 */
final class SchemaTypes {
    private static final int MOST_NESTED = 100;
    private static final List<String> BLOB = List.of("href", "media_type");

    private SchemaTypes() {}

    /**
     * A schema as a type.
     *
     * @param where what has it, for errors
     * @throws UnservableThingError when it contradicts itself: it names the place
     */
    static ValueType of(JsonNode schema, String where) {
        try {
            return type(schema, 0);
        } catch (UnservableThingError e) {
            throw new UnservableThingError(where + ": " + e.getMessage());
        }
    }

    private static ValueType type(JsonNode schema, int depth) {
        if (depth > MOST_NESTED) {
            throw new UnservableThingError("its Data Schema is nested too deep");
        }
        if (schema == null || !schema.isObject() || schema.isEmpty()) {
            return new AnyType();
        }
        for (String name : List.of("oneOf", "anyOf")) {
            JsonNode several = schema.get(name);
            if (several != null && several.isArray() && !several.isEmpty()) {
                return union(several, depth);
            }
        }
        if (schema.has("const") && schema.get("const").isValueNode()) {
            return literal(List.of(schema.get("const")));
        }
        JsonNode constants = schema.get("enum");
        if (constants != null && constants.isArray() && !constants.isEmpty()) {
            List<JsonNode> nodes = new ArrayList<>();
            constants.forEach(nodes::add);
            return nodes.stream().allMatch(JsonNode::isValueNode) ? literal(nodes) : new AnyType();
        }
        JsonNode type = schema.get("type");
        if (type != null && type.isArray()) {
            return named(schema, type, depth);
        }
        return plain(schema, type == null ? "" : type.asText(), depth);
    }

    /** JSON Schema allows several type names at once. */
    private static ValueType named(JsonNode schema, JsonNode names, int depth) {
        List<ValueType> alternatives = new ArrayList<>();
        boolean nullable = false;
        for (JsonNode name : names) {
            if (name.asText().equals("null")) {
                nullable = true;
            } else {
                alternatives.add(plain(schema, name.asText(), depth));
            }
        }
        return alternatives.isEmpty() ? new NullType() : new UnionType(alternatives, nullable);
    }

    private static ValueType union(JsonNode several, int depth) {
        List<ValueType> alternatives = new ArrayList<>();
        boolean nullable = false;
        for (JsonNode one : several) {
            if (one.path("type").asText().equals("null")) {
                nullable = true;
            } else {
                alternatives.add(type(one, depth + 1));
            }
        }
        return alternatives.isEmpty() ? new NullType() : new UnionType(alternatives, nullable);
    }

    private static ValueType literal(List<JsonNode> nodes) {
        Object[] values = nodes.stream().map(AnyType::value).toArray();
        return new LiteralType(new AnyType(), nodes, values);
    }

    private static ValueType plain(JsonNode schema, String name, int depth) {
        Constraints limits = limits(schema, name);
        return switch (name) {
            case "null" -> new NullType();
            case "boolean" -> new BooleanType();
            case "integer" -> new IntegerType(Long.class, new NumberLimits(limits, false));
            case "number" -> new FloatType(Double.class, new NumberLimits(limits, true), false);
            case "string" -> Scalars.of(String.class, limits);
            case "array" -> array(schema, limits, depth);
            case "object" -> object(schema, depth);
            default -> schema.has("properties") ? object(schema, depth) : new AnyType();
        };
    }

    private static Constraints limits(JsonNode schema, String type) {
        boolean array = type.equals("array");
        return new Constraints(
                number(schema, "minimum"),
                number(schema, "exclusiveMinimum"),
                number(schema, "maximum"),
                number(schema, "exclusiveMaximum"),
                number(schema, "multipleOf"),
                false,
                length(schema, array ? "minItems" : "minLength"),
                length(schema, array ? "maxItems" : "maxLength"),
                schema.path("pattern").textValue());
    }

    private static Number number(JsonNode schema, String name) {
        JsonNode value = schema.get(name);
        return value == null || !value.isNumber() ? null : value.numberValue();
    }

    private static Integer length(JsonNode schema, String name) {
        JsonNode value = schema.get(name);
        return value == null || !value.canConvertToInt() ? null : value.intValue();
    }

    private static ValueType array(JsonNode schema, Constraints limits, int depth) {
        JsonNode items = schema.get("items");
        ValueType element = // one schema for each place: those are not told apart
                items != null && items.isObject() ? type(items, depth + 1) : new AnyType();
        return new ListType(List.class, ListType.Kind.LIST, element, new LengthLimits(limits));
    }

    private static ValueType object(JsonNode schema, int depth) {
        JsonNode properties = schema.path("properties");
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(n -> required.add(n.asText()));
        if (required.containsAll(BLOB) && BLOB.stream().allMatch(properties::has)) {
            return blob(properties);
        }
        List<ObjectType.Field> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> e : properties.properties()) {
            ValueType type = type(e.getValue(), depth + 1);
            JsonNode fallback = e.getValue().get("default");
            boolean must = required.contains(e.getKey());
            if (fallback != null) {
                String where = "member '" + e.getKey() + "'";
                DefaultValues.value(type, fallback, where);
            }
            fields.add(new ObjectType.Field(e.getKey(), type, must, must ? null : fallback));
        }
        JsonNode more = schema.get("additionalProperties");
        boolean closed = more != null && more.isBoolean() && !more.booleanValue();
        return new ObjectType(fields, closed ? null : type(more, depth + 1));
    }

    /** The form in which LabThings describes a blob (specification 2.6.2). */
    private static ValueType blob(JsonNode properties) {
        JsonNode media = properties.get("media_type");
        JsonNode fixed = media.path("const");
        JsonNode first = fixed.isArray() ? fixed.path(0) : fixed;
        String pattern =
                first.isTextual() ? first.textValue() : media.path("default").asText("*/*");
        try {
            org.labthings.api.Blob.fromBytes(new byte[0], "a/b").matches(pattern);
        } catch (IllegalArgumentException e) {
            throw new UnservableThingError("its media type: " + e.getMessage());
        }
        return new BlobType(pattern, properties.path("description").path("default").textValue());
    }

    /** A schema as somebody wrote it: JSON text, or an object of JDK values; null is anything. */
    static ObjectNode written(Object schema, String where) {
        if (schema == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode tree =
                schema instanceof String text
                        ? Json.declared(text, where)
                        : JavaValues.tree(schema);
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new UnservableThingError(where + ": a Data Schema is a JSON object, not " + tree);
    }
}
