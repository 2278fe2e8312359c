package org.labthings.config.internal.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.labthings.config.DriverType;

/** Attributes of a component as members of an object of the file. */
final class AttributeSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AttributeSchema() {}

    /**
     * An object with a member for each attribute, and no others. The server takes {@code
     * frame_rate}, {@code frameRate} and {@code frame.rate} alike; editors are to offer the first.
     *
     * @param pointer where the object stands in the schema
     */
    static ObjectNode object(List<DriverType.Attribute> attributes, String pointer) {
        ObjectNode object = NODES.objectNode().put("type", "object");
        ObjectNode properties = object.putObject("properties");
        Map<String, String> patterns = new TreeMap<>();
        for (DriverType.Attribute attribute : attributes) {
            properties.set(attribute.name(), of(attribute));
            patterns.put(spellings(attribute.name()), attribute.name());
        }
        ObjectNode others = object.putObject("patternProperties");
        patterns.forEach(
                (pattern, name) ->
                        others.putObject(pattern).put("$ref", pointer + "/properties/" + name));
        return object.put("additionalProperties", false);
    }

    /** {@code frame_rate} in any case, with any separators. */
    private static String spellings(String name) {
        StringBuilder pattern = new StringBuilder("^");
        for (char c : name.toCharArray()) {
            if ("_.-".indexOf(c) >= 0) {
                continue;
            }
            pattern.append(pattern.length() == 1 ? "[_.-]*" : "");
            String lower = String.valueOf(c).toLowerCase(Locale.ROOT);
            String upper = lower.toUpperCase(Locale.ROOT);
            pattern.append(lower.equals(upper) ? lower : "[" + lower + upper + "]");
            pattern.append("[_.-]*");
        }
        return pattern.append('$').toString();
    }

    private static ObjectNode of(DriverType.Attribute a) {
        ObjectNode schema = NODES.objectNode();
        schema.put("title", a.title());
        if (!a.description().isEmpty()) {
            schema.put("description", a.description());
        }
        if (a.list()) {
            schema.set("type", types("array"));
            schema.set("items", value(a, false));
            if (a.most() < Integer.MAX_VALUE) {
                schema.put("maxItems", a.most());
            }
        } else {
            schema.setAll(value(a, true));
        }
        if (a.kind() == DriverType.Kind.PASSWORD) {
            schema.put("writeOnly", true);
        } else if (a.defaultValue() != null) {
            schema.set("default", a.defaultValue());
        }
        return schema;
    }

    /** Null stands for the default, but not within a list. */
    private static ObjectNode value(DriverType.Attribute a, boolean orNull) {
        ObjectNode schema = NODES.objectNode();
        if (!a.options().isEmpty()) {
            ArrayNode allowed = schema.putArray("enum");
            a.options().forEach(option -> allowed.add(option.value()));
            if (orNull) {
                allowed.addNull();
            }
            return schema;
        }
        String[] types =
                switch (a.kind()) {
                    case STRING, PASSWORD -> new String[] {"string", "object", "array"};
                    case INTEGER -> new String[] {"integer"};
                    case NUMBER -> new String[] {"number"};
                    case BOOLEAN -> new String[] {"boolean"};
                    case CHARACTER -> new String[] {"string"};
                };
        if (a.kind() == DriverType.Kind.CHARACTER) {
            schema.put("minLength", 1).put("maxLength", 1);
        }
        if (orNull) {
            schema.set("type", types(types));
        } else if (types.length == 1) {
            schema.put("type", types[0]);
        } else {
            ArrayNode list = schema.putArray("type");
            for (String type : types) {
                list.add(type);
            }
        }
        return schema;
    }

    private static ArrayNode types(String... types) {
        ArrayNode list = NODES.arrayNode();
        for (String type : types) {
            list.add(type);
        }
        return list.add("null");
    }
}
