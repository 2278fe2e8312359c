package org.labthings.core.internal.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields and methods of a Thing class that count: of all super-classes, the most derived first.
 */
final class Members {
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<String, Method> methods = new LinkedHashMap<>();

    Members(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field f : c.getDeclaredFields()) {
                if (!Modifier.isStatic(f.getModifiers()) && !f.isSynthetic()) {
                    fields.putIfAbsent(f.getName(), f);
                }
            }
            addMethods(c);
        }
        for (Method m : type.getMethods()) {
            if (m.isDefault()) { // affordances that a hardware interface brings
                methods.putIfAbsent(signature(m), m);
            }
        }
    }

    private void addMethods(Class<?> c) {
        Method[] declared = c.getDeclaredMethods();
        Arrays.sort(declared, (a, b) -> signature(a).compareTo(signature(b)));
        for (Method m : declared) {
            if (!Modifier.isStatic(m.getModifiers()) && !m.isBridge() && !m.isSynthetic()) {
                methods.putIfAbsent(signature(m), m);
            }
        }
    }

    private static String signature(Method m) {
        return m.getName() + Arrays.toString(m.getParameterTypes());
    }

    /** Fields of one of the handle types. */
    List<Field> handles(Class<?> type) {
        return fields.values().stream().filter(f -> type.isAssignableFrom(f.getType())).toList();
    }

    /** Methods that carry an annotation; one that overrides without it is no affordance. */
    List<Method> annotated(Class<? extends Annotation> annotation) {
        List<Method> found = new ArrayList<>();
        for (Method m : methods.values()) {
            if (m.isAnnotationPresent(annotation)) {
                found.add(m);
            }
        }
        return found;
    }

    /** The setter that goes with a getter: same name, or {@code setName}, with one parameter. */
    Optional<Method> setter(String getter, String property) {
        String bean = "set" + Character.toUpperCase(property.charAt(0)) + property.substring(1);
        return methods.values().stream()
                .filter(m -> m.getParameterCount() == 1)
                .filter(m -> m.getName().equals(getter) || m.getName().equals(bean))
                .findFirst();
    }
}
