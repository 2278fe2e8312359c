package org.labthings.schema.internal;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import org.labthings.api.Constraints;
import org.labthings.schema.DataType;
import org.labthings.schema.Json;
import org.labthings.schema.ParameterList;

/** What is behind {@link org.labthings.schema.TypeCompiler}. */
public final class SchemaCompiler {
    private final TypeBuilder types = new TypeBuilder();

    /** Compiles a declared type. */
    public DataType compile(AnnotatedType type, AnnotatedElement member, Constraints extra) {
        return types.build(type, member, extra);
    }

    /** Compiles a class that has no annotations of its own. */
    public DataType compile(Class<?> type, AnnotatedElement member, Constraints extra) {
        return types.build(type, ConstraintAnnotations.of(member).and(extra));
    }

    /** Compiles the parameters of a method. */
    public ParameterList parameters(Method method) {
        return new ParameterBuilder(types).build(method);
    }

    /** The value of a default given as JSON text. */
    public static Object defaultValue(DataType type, String json, String where) {
        return DefaultValues.value(type, Json.declared(json, where), where);
    }
}
