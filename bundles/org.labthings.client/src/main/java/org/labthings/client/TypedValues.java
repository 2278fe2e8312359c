package org.labthings.client;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.labthings.api.Blob;

/** Which Java types values from the wire can become. */
final class TypedValues {
    private TypedValues() {}

    static boolean convertible(Type type) {
        return convertible(type, 0);
    }

    private static boolean convertible(Type type, int depth) {
        if (depth > 20) {
            return false;
        }
        if (type instanceof ParameterizedType p) {
            return convertible(p.getRawType(), depth + 1)
                    && Arrays.stream(p.getActualTypeArguments())
                            .allMatch(t -> convertible(t, depth + 1));
        }
        if (type instanceof GenericArrayType a) {
            return convertible(a.getGenericComponentType(), depth + 1);
        }
        if (!(type instanceof Class<?> c)) {
            return false;
        }
        if (c.isArray()) {
            return convertible(c.getComponentType(), depth + 1);
        }
        if (c.isRecord()) {
            return Arrays.stream(c.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .allMatch(t -> convertible(t, depth + 1));
        }
        return c.isPrimitive()
                || c.isEnum()
                || Number.class.isAssignableFrom(c)
                || Temporal.class.isAssignableFrom(c)
                || c == Object.class
                || c == Boolean.class
                || c == Character.class
                || c == String.class
                || c == Void.class
                || c == Duration.class
                || c == UUID.class
                || c == URI.class
                || c == Blob.class
                || c == Optional.class
                || Collection.class.isAssignableFrom(c)
                || Map.class.isAssignableFrom(c);
    }
}
