package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.List;
import org.labthings.api.Constraints;
import org.labthings.api.UnservableThingError;
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

    /** The type of a Data Schema that is given as such. */
    public static DataType dataSchema(Object schema, boolean trusted, String where) {
        ObjectNode written = SchemaTypes.written(schema, where);
        return new DescribedType(written, values(written, trusted, where), trusted);
    }

    /** The parameters of an action whose input has a Data Schema; null: it has no input. */
    public static ParameterList inputSchema(Object schema, boolean trusted, String where) {
        if (schema == null) {
            return new Parameters(List.of(), null, -1);
        }
        ObjectNode written = SchemaTypes.written(schema, where);
        return new DescribedInput(written, values(written, trusted, where));
    }

    /** A schema of somebody else that contradicts itself is none of the driver's fault. */
    private static ValueType values(ObjectNode schema, boolean trusted, String where) {
        try {
            return SchemaTypes.of(schema, where);
        } catch (UnservableThingError e) {
            if (trusted) {
                return new AnyType();
            }
            throw e;
        }
    }
}
