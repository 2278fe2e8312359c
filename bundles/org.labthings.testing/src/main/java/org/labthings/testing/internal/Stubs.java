package org.labthings.testing.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;

/** Objects made of an interface. */
public final class Stubs {
    private Stubs() {}

    /** The answer to one method of a stub. */
    @FunctionalInterface
    public interface Answers {
        /** What the method returns. */
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    /** An object with identity, whose methods answer as given. */
    public static <T> T of(Class<T> type, Answers answers, Class<?>... more) {
        Class<?>[] types = Arrays.copyOf(more, more.length + 1);
        types[more.length] = type;
        InvocationHandler handler =
                (proxy, method, arguments) ->
                        method.getDeclaringClass() == Object.class
                                ? identity(proxy, method, arguments, type)
                                : answers.to(method, arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), types, handler));
    }

    /** An annotation, with its defaults where no value is given. */
    public static <A> A annotation(Class<A> type, Map<String, ?> values) {
        return of(
                type,
                (method, none) ->
                        values.containsKey(method.getName())
                                ? values.get(method.getName())
                                : method.getDefaultValue());
    }

    private static Object identity(Object proxy, Method method, Object[] arguments, Class<?> type) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default ->
                    type.getSimpleName()
                            + "@"
                            + Integer.toHexString(System.identityHashCode(proxy));
        };
    }
}
