package org.labthings.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A record whose components are members of an action's input. */
final class TypedRecord {
    private final Map<String, Method> members = new LinkedHashMap<>();

    private TypedRecord() {}

    /**
     * Matches a record with an input.
     *
     * @param given gets the names of its components
     * @return what puts a record into an input; null when the input lacks one of its components
     */
    static TypedInput.Part of(Class<?> type, Set<String> declared, Set<String> given) {
        TypedRecord out = new TypedRecord();
        for (RecordComponent component : type.getRecordComponents()) {
            out.members.put(WireName.of(component.getAccessor()), component.getAccessor());
        }
        if (!declared.containsAll(out.members.keySet())) {
            return null;
        }
        given.addAll(out.members.keySet());
        return out::put;
    }

    private void put(Object value, Map<String, Object> input) {
        members.forEach((name, accessor) -> TypedInput.put(name, get(accessor, value), input));
    }

    private static Object get(Method accessor, Object value) {
        try {
            return accessor.invoke(value);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(
                    value.getClass().getName() + " is a parameter, so it must be public", e);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(accessor + " failed", e.getCause());
        }
    }
}
