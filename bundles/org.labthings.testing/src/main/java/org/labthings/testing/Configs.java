package org.labthings.testing;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.labthings.testing.internal.Stubs;

/**
 * Configurations for constructors: {@code new Lamp(Configs.of(Lamp.Config.class,
 * Map.of("outputNumber", 2)))}.
 */
public final class Configs {
    private Configs() {}

    /** The defaults that the annotation declares. */
    public static <A> A of(Class<A> type) {
        return of(type, Map.of());
    }

    /**
     * The defaults, but for some values.
     *
     * @param type the annotation with {@code @ObjectClassDefinition}
     * @param values Java name of an attribute to its value
     * @throws IllegalArgumentException when there is no such attribute, a value has another type,
     *     or an attribute without a default has no value
     */
    public static <A> A of(Class<A> type, Map<String, ?> values) {
        Map<String, Method> attributes =
                Arrays.stream(type.getDeclaredMethods())
                        .collect(Collectors.toMap(Method::getName, m -> m));
        values.forEach((name, value) -> check(type, attributes, name, value));
        attributes.forEach(
                (name, method) -> {
                    if (method.getDefaultValue() == null && !values.containsKey(name)) {
                        throw new IllegalArgumentException(
                                type.getName() + "." + name + " has no default; give it a value");
                    }
                });
        return Stubs.annotation(type, values);
    }

    private static void check(
            Class<?> type, Map<String, Method> attributes, String name, Object value) {
        Method attribute = attributes.get(name);
        if (attribute == null) {
            throw new IllegalArgumentException(
                    type.getName()
                            + " has no attribute '"
                            + name
                            + "'; it has "
                            + new TreeSet<>(attributes.keySet()));
        }
        Class<?> wanted = attribute.getReturnType();
        Class<?> boxed = MethodType.methodType(wanted).wrap().returnType();
        if (!boxed.isInstance(value)) {
            throw new IllegalArgumentException(
                    type.getName()
                            + "."
                            + name
                            + " takes "
                            + wanted.getSimpleName()
                            + ", not "
                            + (value == null ? "null" : value.getClass().getSimpleName()));
        }
    }
}
