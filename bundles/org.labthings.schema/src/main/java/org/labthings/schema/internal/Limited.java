package org.labthings.schema.internal;

import java.util.ArrayList;
import java.util.List;
import org.labthings.api.Constraints;
import org.labthings.api.UnservableThingError;

/** Which constraints fit which types. */
final class Limited {
    private Limited() {}

    /** Refuses constraints that a type cannot have. */
    static ValueType check(ValueType type, String name, Constraints limits) {
        refuseAll(unfitting(type, limits), name);
        return type;
    }

    /** Refuses any constraint. */
    static void refuseAll(Constraints c, String name) {
        List<String> wrong = new ArrayList<>();
        add(wrong, "minimum (ge)", c.minimum());
        add(wrong, "exclusive minimum (gt)", c.exclusiveMinimum());
        add(wrong, "maximum (le)", c.maximum());
        add(wrong, "exclusive maximum (lt)", c.exclusiveMaximum());
        add(wrong, "multiple of", c.multipleOf());
        add(wrong, "finite (allow_inf_nan)", c.finite() ? true : null);
        add(wrong, "minimum length", c.minLength());
        add(wrong, "maximum length", c.maxLength());
        add(wrong, "pattern", c.pattern());
        if (!wrong.isEmpty()) {
            throw new UnservableThingError(
                    "The constraint " + String.join(", ", wrong) + " does not apply to " + name);
        }
    }

    private static void add(List<String> out, String name, Object limit) {
        if (limit != null) {
            out.add(name);
        }
    }

    /** Those constraints that a type can have. */
    static Constraints fitting(ValueType type, Constraints c) {
        return select(c, number(type), finite(type), sized(type), type instanceof StringType);
    }

    /** Those constraints that a type cannot have. */
    static Constraints unfitting(ValueType type, Constraints c) {
        return select(c, !number(type), !finite(type), !sized(type), !(type instanceof StringType));
    }

    /** All but limits of length. */
    static Constraints otherThanLength(Constraints c) {
        return select(c, true, true, false, true);
    }

    /** The first without those limits that the second has as well. */
    static Constraints without(Constraints c, Constraints other) {
        return new Constraints(
                other.minimum() != null ? null : c.minimum(),
                other.exclusiveMinimum() != null ? null : c.exclusiveMinimum(),
                other.maximum() != null ? null : c.maximum(),
                other.exclusiveMaximum() != null ? null : c.exclusiveMaximum(),
                other.multipleOf() != null ? null : c.multipleOf(),
                c.finite() && !other.finite(),
                other.minLength() != null ? null : c.minLength(),
                other.maxLength() != null ? null : c.maxLength(),
                other.pattern() != null ? null : c.pattern());
    }

    private static Constraints select(
            Constraints c, boolean numbers, boolean finite, boolean lengths, boolean pattern) {
        return new Constraints(
                numbers ? c.minimum() : null,
                numbers ? c.exclusiveMinimum() : null,
                numbers ? c.maximum() : null,
                numbers ? c.exclusiveMaximum() : null,
                numbers ? c.multipleOf() : null,
                finite && c.finite(),
                lengths ? c.minLength() : null,
                lengths ? c.maxLength() : null,
                pattern ? c.pattern() : null);
    }

    private static boolean number(ValueType type) {
        return type instanceof IntegerType
                || type instanceof FloatType
                || type instanceof DecimalType;
    }

    private static boolean finite(ValueType type) {
        return type instanceof FloatType || type instanceof DecimalType;
    }

    private static boolean sized(ValueType type) {
        return type instanceof StringType
                || type instanceof ListType
                || type instanceof ArrayType
                || type instanceof MapType
                || type instanceof BytesType;
    }
}
