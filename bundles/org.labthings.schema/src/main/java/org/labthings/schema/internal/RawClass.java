package org.labthings.schema.internal;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.labthings.api.UnservableThingError;

/** The class behind a type. */
final class RawClass {
    private RawClass() {}

    static Class<?> of(Type type) {
        if (type instanceof Class<?> c) {
            return c;
        }
        if (type instanceof ParameterizedType p) {
            return (Class<?>) p.getRawType();
        }
        if (type instanceof GenericArrayType a) {
            return of(a.getGenericComponentType()).arrayType();
        }
        throw new UnservableThingError("Type " + type.getTypeName() + " is not a class");
    }
}
