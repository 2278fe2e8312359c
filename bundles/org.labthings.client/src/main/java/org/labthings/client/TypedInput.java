package org.labthings.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a method as the input of an action.
 *
 * <p>A parameter is the member of its name. What the input has no member for may be many of them: a
 * map brings members that the input leaves open, a record those that its components are named
 * after. So {@code moveRelative(distance, options)} fits {@code {"x": 1, "z": 2,
 * "block_cancellation": true}}.
 */
final class TypedInput {
    private final List<Part> parts;

    /** One parameter: it puts its value into the input. */
    @FunctionalInterface
    interface Part {
        void put(Object value, Map<String, Object> input);
    }

    private TypedInput(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Matches a method with an action.
     *
     * @param schema of the input
     * @return null when they do not fit: a parameter is unknown, or a required member is left out
     */
    static TypedInput of(Method method, JsonNode schema) {
        JsonNode object = object(schema);
        Set<String> declared = new HashSet<>();
        object.path("properties").fieldNames().forEachRemaining(declared::add);
        JsonNode more = object.path("additionalProperties");
        Parameter[] parameters = method.getParameters();
        if (parameters.length == 1
                && isMap(parameters[0])
                && !declared.contains(WireName.of(parameters[0]))) {
            return new TypedInput(List.of(TypedInput::putAll));
        }
        List<Part> parts = new ArrayList<>();
        Set<String> given = new HashSet<>();
        for (Parameter p : parameters) {
            Part part = part(p, declared, more, given);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        for (JsonNode required : object.path("required")) {
            if (!given.contains(required.asText())) {
                return null;
            }
        }
        return new TypedInput(List.copyOf(parts));
    }

    private static boolean isMap(Parameter p) {
        return Map.class.isAssignableFrom(p.getType());
    }

    /** What a parameter is to the input, or null when it is nothing to it. */
    private static Part part(Parameter p, Set<String> declared, JsonNode more, Set<String> given) {
        String name = WireName.of(p);
        boolean open = more.isObject() || more.asBoolean(false);
        if (declared.contains(name) || open && takes(more, p)) {
            given.add(name);
            return (value, input) -> put(name, value, input);
        }
        if (isMap(p)) {
            return open ? TypedInput::putAll : null;
        }
        return p.getType().isRecord() ? TypedRecord.of(p.getType(), declared, given) : null;
    }

    /** Whether a member that the schema does not name may be of a parameter's type. */
    private static boolean takes(JsonNode more, Parameter p) {
        boolean composite = isMap(p) || p.getType().isRecord();
        String type = more.path("type").asText();
        return !composite || type.isEmpty() || type.equals("object");
    }

    /** The part of a schema that is about an object. */
    private static JsonNode object(JsonNode schema) {
        for (JsonNode one : schema.path("oneOf")) {
            if (one.path("type").asText().equals("object")) {
                return one;
            }
        }
        return schema;
    }

    private static void putAll(Object map, Map<String, Object> input) {
        ((Map<?, ?>) map).forEach((k, v) -> input.put(String.valueOf(k), v));
    }

    /** An empty value is left out, as the server has its own default. */
    static void put(String name, Object value, Map<String, Object> input) {
        if (value instanceof Optional<?> o) {
            o.ifPresent(v -> input.put(name, v));
        } else {
            input.put(name, value);
        }
    }

    /** The input of a call. */
    Map<String, Object> input(Object[] arguments) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).put(arguments[i], out);
        }
        return out;
    }
}
