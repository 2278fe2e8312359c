package org.labthings.schema;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import org.labthings.api.Constraints;
import org.labthings.api.UnservableThingError;
import org.labthings.schema.internal.SchemaCompiler;

/**
 * Compiles the declared types of one Thing class. Make one for each class and drop it afterwards:
 * it keeps classes of the driver's bundle. Not thread-safe; what it returns is.
 *
 * <pre>{@code
 * DataType type = new TypeCompiler().compile(method.getAnnotatedReturnType(), method, NONE);
 * }</pre>
 */
public final class TypeCompiler {
    private final SchemaCompiler compiler = new SchemaCompiler();

    /** A compiler without any class yet. */
    public TypeCompiler() {}

    /**
     * Compiles a type.
     *
     * @param type with its type annotations
     * @param member the field, method or parameter that has it, for its declaration annotations;
     *     may be null
     * @param extra constraints beside those of annotations
     * @throws UnservableThingError when the type has no Data Schema, or a constraint does not apply
     */
    public DataType compile(AnnotatedType type, AnnotatedElement member, Constraints extra) {
        return compiler.compile(type, member, extra);
    }

    /** Compiles a class that an annotation names in place of a declared type. */
    public DataType compile(Class<?> type, AnnotatedElement member, Constraints extra) {
        return compiler.compile(type, member, extra);
    }

    /**
     * Compiles the parameters of an action.
     *
     * @throws UnservableThingError as {@link #compile(AnnotatedType, AnnotatedElement,
     *     Constraints)}, or when a default does not fit
     */
    public ParameterList parameters(Method action) {
        return compiler.parameters(action);
    }

    /**
     * The value of a default that an annotation gives as JSON text.
     *
     * @param type of the member that has it
     * @param json the text
     * @param where the member, for the error
     * @return a fresh value; what the caller hands out twice must not be changed in place
     * @throws UnservableThingError when the text is not JSON, or does not fit; it names the member
     */
    public static Object defaultValue(DataType type, String json, String where) {
        return SchemaCompiler.defaultValue(type, json, where);
    }

    /**
     * The type of a Data Schema that is not made from a Java type but given as such. Values are JDK
     * values: integers are {@code Long}, numbers {@code Double}, objects {@code Map}, arrays {@code
     * List}, links to blobs {@link org.labthings.api.Blob}.
     *
     * @param schema JSON text, or an object as a map of JDK values; null for any value
     * @param trusted whether values of code pass as they are, unchecked; a schema that contradicts
     *     itself then stands for any value
     * @param where what has it, for the error
     * @throws UnservableThingError when it is no Data Schema; it names what has it
     */
    public static DataType dataSchema(Object schema, boolean trusted, String where) {
        return SchemaCompiler.dataSchema(schema, trusted, where);
    }

    /**
     * The parameters of an action whose input has a Data Schema that is given as such. Its {@link
     * ParameterList#arguments} are one argument: a map of name to value, in which an input that is
     * no object is the member {@code input}.
     *
     * @param schema as for {@link #dataSchema}; null for no input
     * @param trusted whether a schema that contradicts itself stands for any value
     * @throws UnservableThingError as {@link #dataSchema}
     */
    public static ParameterList inputSchema(Object schema, boolean trusted, String where) {
        return SchemaCompiler.inputSchema(schema, trusted, where);
    }
}
