package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Blob;
import org.labthings.api.Constraints;
import org.labthings.api.Literal;
import org.labthings.api.MediaType;
import org.labthings.api.NumericArray;
import org.labthings.api.Tuple;
import org.labthings.api.Union;
import org.labthings.api.UnservableThingError;
import org.labthings.schema.Decoding;
import org.labthings.schema.Docs;
import org.labthings.schema.Json;

/** Turns declared Java types into compiled ones. */
final class TypeBuilder {
    private final RecordBuilder records = new RecordBuilder(this);
    private final ArrayBuilder arrays = new ArrayBuilder(this);

    /** What the type variables of an enclosing generic record stand for. */
    private Map<TypeVariable<?>, AnnotatedType> bindings = Map.of();

    /**
     * Compiles a type.
     *
     * @param member whose annotations apply to the value as well; may be null
     */
    ValueType build(AnnotatedType type, AnnotatedElement member, Constraints extra) {
        if (type instanceof AnnotatedArrayType a && type.getType() != byte[].class) {
            return arrays.build(a, member, extra);
        }
        Constraints ofMember = ConstraintAnnotations.of(member);
        return build(type, ofMember.and(ConstraintAnnotations.of(type)).and(extra));
    }

    private ValueType nested(AnnotatedType type) {
        return build(type, null, Constraints.NONE);
    }

    /** Compiles a class without any type annotations. */
    ValueType build(Class<?> type, Constraints limits) {
        return Limited.check(plain(type, null, limits), type.getSimpleName(), limits);
    }

    /** Compiles a type with these constraints in place of those it is annotated with. */
    ValueType build(AnnotatedType type, Constraints limits) {
        if (type instanceof AnnotatedTypeVariable v) {
            AnnotatedType bound = bindings.get((TypeVariable<?>) v.getType());
            return build(bound != null ? bound : v.getAnnotatedBounds()[0], null, limits);
        }
        if (type instanceof AnnotatedWildcardType w) {
            return build(w.getAnnotatedUpperBounds()[0], null, limits);
        }
        Class<?> raw = RawClass.of(type.getType());
        if (type.isAnnotationPresent(Union.class)) {
            return union(raw, type.getAnnotation(Union.class).value(), limits);
        }
        if (type.isAnnotationPresent(Literal.class)) {
            Limited.refuseAll(limits, "a @Literal");
            return literal(raw, type.getAnnotation(Literal.class).value());
        }
        if (raw == Optional.class) {
            return new OptionalType(optional(type, limits));
        }
        if (type instanceof AnnotatedArrayType a && raw != byte[].class) {
            return arrays.build(a, null, limits);
        }
        return Limited.check(plain(raw, type, limits), raw.getSimpleName(), limits);
    }

    private ValueType optional(AnnotatedType type, Constraints limits) {
        if (type instanceof AnnotatedParameterizedType p) {
            return build(p.getAnnotatedActualTypeArguments()[0], null, limits);
        }
        throw new UnservableThingError("Optional needs a type argument");
    }

    /** A class; the annotated type may be null. */
    private ValueType plain(Class<?> raw, AnnotatedType type, Constraints limits) {
        ValueType scalar = Scalars.of(raw, limits);
        if (scalar != null) {
            return scalar;
        }
        if (raw.isEnum()) {
            return new EnumType(raw, RecordBuilder.description(new Docs(raw)));
        }
        if (raw == Blob.class) {
            return blob(type == null ? null : type.getAnnotation(MediaType.class));
        }
        if (raw == NumericArray.class) {
            return new NumericArrayType();
        }
        if (raw.isRecord()) {
            return records.build(raw, type, bindings);
        }
        ListType.Kind kind = ListType.kindOf(raw);
        if (kind != null) {
            boolean tuple =
                    type != null
                            && type.isAnnotationPresent(Tuple.class)
                            && kind == ListType.Kind.LIST;
            ListType.Kind as = tuple ? ListType.Kind.TUPLE : kind;
            return new ListType(raw, as, argument(type, 0), new LengthLimits(limits));
        }
        if (raw.isAssignableFrom(LinkedHashMap.class) && Map.class.isAssignableFrom(raw)) {
            return new MapType(raw, key(type), argument(type, 1), new LengthLimits(limits));
        }
        if (raw.isArray()) {
            ValueType element = plain(raw.getComponentType(), null, Constraints.NONE);
            return new ArrayType(
                    raw.getComponentType(),
                    element,
                    new LengthLimits(limits),
                    raw.getComponentType().isPrimitive());
        }
        throw new UnservableThingError(unsupported(raw));
    }

    private static String unsupported(Class<?> raw) {
        return "Type "
                + raw.getName()
                + " has no Data Schema; use a number, boolean, String, enum, record, List, Set,"
                + " Map, array, Optional, Blob, a java.time type, or Object for any value";
    }

    private static ValueType blob(MediaType media) {
        String pattern = media == null ? "*/*" : media.value();
        try {
            Blob.fromBytes(new byte[0], "a/b").matches(pattern);
        } catch (IllegalArgumentException e) {
            throw new UnservableThingError("@MediaType: " + e.getMessage());
        }
        boolean described = media != null && !media.description().isEmpty();
        return new BlobType(pattern, described ? media.description() : null);
    }

    private ValueType key(AnnotatedType type) {
        if (!(type instanceof AnnotatedParameterizedType p)) {
            return Scalars.of(String.class, Constraints.NONE);
        }
        AnnotatedType declared = p.getAnnotatedActualTypeArguments()[0];
        ValueType key = nested(declared);
        if (!key.hasText()) {
            throw new UnservableThingError(
                    "A "
                            + declared.getType().getTypeName()
                            + " cannot be the key of a map: JSON's are strings");
        }
        return key;
    }

    private ValueType argument(AnnotatedType type, int index) {
        return type instanceof AnnotatedParameterizedType p
                ? nested(p.getAnnotatedActualTypeArguments()[index])
                : new AnyType();
    }

    private ValueType union(Class<?> declared, Class<?>[] classes, Constraints limits) {
        boolean nullable = false;
        List<ValueType> alternatives = new ArrayList<>();
        Constraints unused = limits;
        for (Class<?> c : classes) {
            if (c == Void.class || c == void.class) {
                nullable = true;
                continue;
            }
            if (!declared.isAssignableFrom(MethodType.methodType(c).wrap().returnType())) {
                throw new UnservableThingError(
                        "@Union: a " + c.getSimpleName() + " is no " + declared.getSimpleName());
            }
            ValueType free = plain(c, null, Constraints.NONE);
            alternatives.add(plain(c, null, Limited.fitting(free, limits)));
            unused = Limited.unfitting(free, unused);
        }
        if (alternatives.isEmpty()) {
            throw new UnservableThingError("@Union needs an alternative beside Void");
        }
        Limited.refuseAll(unused, "any alternative of the @Union");
        return new UnionType(alternatives, nullable);
    }

    private ValueType literal(Class<?> raw, String[] texts) {
        ValueType base = plain(raw, null, Constraints.NONE);
        if (texts.length == 0) {
            throw new UnservableThingError("@Literal needs a constant");
        }
        List<JsonNode> nodes = new ArrayList<>();
        Object[] values = new Object[texts.length];
        for (int i = 0; i < texts.length; i++) {
            JsonNode node = Json.declared(texts[i], "@Literal");
            if (node.isContainerNode()) {
                throw new UnservableThingError("@Literal allows scalars only, not " + texts[i]);
            }
            Decoding run = new Decoding(NoBlobLinks.INSTANCE, "literal");
            values[i] = node.isNull() && !raw.isPrimitive() ? null : base.decode(node, run);
            if (run.count() > 0) {
                throw new UnservableThingError(
                        "The @Literal " + texts[i] + " is no " + raw.getSimpleName());
            }
            nodes.add(node);
        }
        return new LiteralType(base, nodes, values);
    }

    /** Runs with the type variables of a generic record bound. */
    <T> T with(Map<TypeVariable<?>, AnnotatedType> inner, java.util.function.Supplier<T> task) {
        Map<TypeVariable<?>, AnnotatedType> outer = bindings;
        bindings = inner;
        try {
            return task.get();
        } finally {
            bindings = outer;
        }
    }
}
