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

/** The parameters of a method as the input of an action. */
final class TypedInput {
    private final List<String> names;
    private final boolean whole;

    private TypedInput(List<String> names, boolean whole) {
        this.names = names;
        this.whole = whole;
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
        boolean open = more.isObject() || more.asBoolean(false);
        List<String> names = new ArrayList<>();
        for (Parameter p : method.getParameters()) {
            names.add(WireName.of(p));
        }
        if (names.size() == 1
                && Map.class.isAssignableFrom(method.getParameterTypes()[0])
                && !declared.contains(names.get(0))) {
            return new TypedInput(names, true);
        }
        for (String name : names) {
            if (!declared.contains(name) && !open) {
                return null;
            }
        }
        for (JsonNode required : object.path("required")) {
            if (!names.contains(required.asText())) {
                return null;
            }
        }
        return new TypedInput(List.copyOf(names), false);
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

    /** The input of a call. */
    Map<String, Object> input(Object[] arguments) {
        Map<String, Object> out = new LinkedHashMap<>();
        if (whole) {
            ((Map<?, ?>) arguments[0]).forEach((k, v) -> out.put(String.valueOf(k), v));
            return out;
        }
        for (int i = 0; i < names.size(); i++) {
            Object value = arguments[i];
            if (value instanceof Optional<?> o) {
                if (o.isEmpty()) {
                    continue; // left out, as the server has its own default
                }
                value = o.get();
            }
            out.put(names.get(i), value);
        }
        return out;
    }
}
