package org.labthings.testing.internal;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a fake answers when nobody said what. */
public final class Answer {
    private static final Map<Class<?>, Object> EMPTY =
            Map.of(
                    String.class, "",
                    Optional.class, Optional.empty(),
                    List.class, List.of(),
                    Collection.class, List.of(),
                    Iterable.class, List.of(),
                    Set.class, Set.of(),
                    Map.class, Map.of());

    private Answer() {}

    /** Zero, false, an empty string or collection; null where there is no such value. */
    public static Object none(Method method) {
        Class<?> type = method.getReturnType();
        if (type == void.class) {
            return null;
        }
        if (type.isPrimitive()) {
            return Array.get(Array.newInstance(type, 1), 0);
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        return type == Stream.class ? Stream.empty() : EMPTY.get(type);
    }
}
