package org.labthings.cli.generate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.labthings.cli.generate.Shape.Field;
import org.labthings.cli.generate.Shape.Kind;

/** Reads Data Schemas, and collects the types that they need names for. */
final class Shapes {
    private static final int MOST_NESTED = 20;

    private final Map<String, Shape> named = new LinkedHashMap<>();

    /** The types that were named, in the order in which they were met. */
    Map<String, Shape> named() {
        return named;
    }

    /**
     * The shape of a schema.
     *
     * @param name for its type, if it needs one, in words of the wire
     */
    Shape of(JsonNode schema, String name) {
        return of(schema, name, 0);
    }

    private Shape of(JsonNode schema, String name, int depth) {
        if (depth > MOST_NESTED || !schema.isObject()) {
            return new Shape.Any();
        }
        JsonNode several = schema.has("oneOf") ? schema.get("oneOf") : schema.path("anyOf");
        if (several.isArray()) {
            return union(several, name, depth);
        }
        JsonNode values = schema.path("enum");
        if (values.isArray() && !values.isEmpty() && all(values, JsonNode::isTextual)) {
            List<String> texts = new ArrayList<>();
            values.forEach(v -> texts.add(v.textValue()));
            return add(title(schema, name), n -> new Shape.OneOf(n, List.copyOf(texts)));
        }
        return switch (schema.path("type").asText()) {
            case "integer" -> new Shape.Scalar(Kind.INTEGER);
            case "number" -> new Shape.Scalar(Kind.NUMBER);
            case "string" -> new Shape.Scalar(Kind.TEXT);
            case "boolean" -> new Shape.Scalar(Kind.BOOLEAN);
            case "null" -> new Shape.Nothing();
            case "array" -> {
                JsonNode items = schema.path("items");
                yield new Shape.ListOf(
                        items.isObject() ? of(items, name + "_item", depth + 1) : new Shape.Any());
            }
            case "object" -> object(schema, name, depth);
            default -> new Shape.Any();
        };
    }

    private interface Test {
        boolean is(JsonNode value);
    }

    private static boolean all(JsonNode values, Test test) {
        for (JsonNode v : values) {
            if (!test.is(v)) {
                return false;
            }
        }
        return true;
    }

    private static String title(JsonNode schema, String name) {
        String title = schema.path("title").asText("");
        return title.matches("[A-Z][A-Za-z0-9]*") ? title : name;
    }

    private Shape union(JsonNode several, String name, int depth) {
        List<JsonNode> some = new ArrayList<>();
        boolean nullable = false;
        for (JsonNode one : several) {
            if (one.path("type").asText().equals("null")) {
                nullable = true;
            } else {
                some.add(one);
            }
        }
        Shape shape = some.size() == 1 ? of(some.get(0), name, depth + 1) : new Shape.Any();
        boolean needs = nullable && !(shape instanceof Shape.Any);
        return needs ? new Shape.Nullable(shape) : shape;
    }

    private Shape object(JsonNode schema, String name, int depth) {
        JsonNode properties = schema.path("properties");
        if (properties.has("href") && properties.has("media_type")) {
            return new Shape.Blob();
        }
        if (properties.isEmpty()) {
            JsonNode more = schema.path("additionalProperties");
            return new Shape.MapOf(
                    more.isObject() ? of(more, name + "_value", depth + 1) : new Shape.Any());
        }
        String text = schema.path("description").textValue();
        List<Field> fields = fields(schema, name, depth);
        return add(title(schema, name), n -> new Shape.Model(n, text, fields));
    }

    /** The members of an object; none for a schema that is none. */
    List<Field> fields(JsonNode schema, String name) {
        JsonNode object = schema;
        for (JsonNode one : schema.path("oneOf")) {
            object = one.path("type").asText().equals("object") ? one : object;
        }
        return fields(object, name, 0);
    }

    private List<Field> fields(JsonNode object, String name, int depth) {
        Set<String> required = new HashSet<>();
        object.path("required").forEach(n -> required.add(n.asText()));
        List<Field> out = new ArrayList<>();
        object.path("properties")
                .properties()
                .forEach(
                        e -> {
                            JsonNode schema = e.getValue();
                            boolean must = required.contains(e.getKey());
                            out.add(
                                    new Field(
                                            e.getKey(),
                                            schema.path("description").textValue(),
                                            of(schema, name + "_" + e.getKey(), depth + 1),
                                            must,
                                            must ? null : schema.get("default")));
                        });
        return List.copyOf(out);
    }

    private interface Maker {
        Shape make(String name);
    }

    /** One name for one shape: what is the same is not made twice. */
    private Shape add(String wanted, Maker maker) {
        String base = Names.type(wanted);
        for (int n = 1; ; n++) {
            String name = n == 1 ? base : base + n;
            Shape shape = maker.make(name);
            Shape there = named.putIfAbsent(name, shape);
            if (there == null || there.equals(shape)) {
                return shape;
            }
        }
    }
}
