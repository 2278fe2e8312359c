package org.labthings.schema.internal;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import org.labthings.api.Constraints;

/**
 * Compiles arrays. Java takes {@code @Min(0) int[] a} for an annotation both of the member and of
 * the array's elements; here such a length is the array's, any other limit is the elements'.
 */
final class ArrayBuilder {
    private final TypeBuilder types;

    ArrayBuilder(TypeBuilder types) {
        this.types = types;
    }

    /**
     * Compiles an array.
     *
     * @param member that has it, or null
     */
    ValueType build(AnnotatedArrayType type, AnnotatedElement member, Constraints extra) {
        AnnotatedType leaf = leaf(type);
        Constraints twice = ConstraintAnnotations.common(leaf, member);
        Constraints ofElements = Limited.otherThanLength(twice);
        Constraints ofArray =
                Limited.without(ConstraintAnnotations.of(member), ofElements)
                        .and(ConstraintAnnotations.of(type))
                        .and(extra);
        return build(type, ofArray, ConstraintAnnotations.of(leaf, member).and(ofElements));
    }

    private static AnnotatedType leaf(AnnotatedType type) {
        return type instanceof AnnotatedArrayType a && type.getType() != byte[].class
                ? leaf(a.getAnnotatedGenericComponentType())
                : type;
    }

    private ValueType build(AnnotatedArrayType type, Constraints limits, Constraints ofLeaf) {
        Class<?> component = RawClass.of(type.getType()).getComponentType();
        AnnotatedType inner = type.getAnnotatedGenericComponentType();
        ValueType element =
                inner instanceof AnnotatedArrayType a && component != byte[].class
                        ? build(a, ConstraintAnnotations.of(a), ofLeaf)
                        : types.build(inner, ofLeaf);
        boolean unlimited = component.isPrimitive() && ofLeaf.equals(Constraints.NONE);
        ValueType out = new ArrayType(component, element, new LengthLimits(limits), unlimited);
        return Limited.check(out, component.getSimpleName() + "[]", limits);
    }
}
